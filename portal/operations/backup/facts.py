"""What a database holds, in numbers and in its own words, to compare a copy with its original."""

import re
from typing import Any, NamedTuple

_TABLES = """
    SELECT c.relname FROM pg_class AS c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e')
    ORDER BY 1
"""
# One line for each thing that keeps desks apart and rows right.
_STRUCTURE = """
    SELECT 'policy ' || concat_ws(' ', tablename, policyname, permissive, roles, cmd, qual,
        with_check) FROM pg_policies WHERE schemaname = 'public'
    UNION ALL
    SELECT 'walls ' || concat_ws(' ', relname, relrowsecurity, relforcerowsecurity,
        pg_get_userbyid(relowner))
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
    UNION ALL
    SELECT 'grant ' || concat_ws(' ', c.relname, coalesce(r.rolname, 'PUBLIC'), a.privilege_type)
    FROM pg_class AS c, aclexplode(coalesce(c.relacl,
        acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END, c.relowner)))
        AS a LEFT JOIN pg_roles AS r ON r.oid = a.grantee
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S', 'v')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e')
    UNION ALL
    SELECT 'default grant ' || concat_ws(' ', d.defaclrole::regrole, d.defaclobjtype,
        r.rolname, a.privilege_type)
    FROM pg_default_acl AS d, aclexplode(d.defaclacl) AS a
        LEFT JOIN pg_roles AS r ON r.oid = a.grantee
    UNION ALL
    SELECT 'column ' || concat_ws(' ', c.relname, t.attname, format_type(t.atttypid, t.atttypmod),
        t.attnotnull, t.attidentity, pg_get_expr(d.adbin, d.adrelid))
    FROM pg_attribute AS t JOIN pg_class AS c ON c.oid = t.attrelid
        LEFT JOIN pg_attrdef AS d ON d.adrelid = t.attrelid AND d.adnum = t.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND t.attnum > 0
      AND NOT t.attisdropped
    UNION ALL
    SELECT 'constraint ' || concat_ws(' ', conrelid::regclass, conname, convalidated,
        pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL
    SELECT 'trigger ' || pg_get_triggerdef(t.oid) || t.tgenabled::text
    FROM pg_trigger AS t WHERE NOT t.tgisinternal
    UNION ALL
    SELECT 'function ' || p.proname || ' ' || p.prosecdef || ' ' || md5(pg_get_functiondef(p.oid))
    FROM pg_proc AS p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
    UNION ALL
    SELECT 'extension ' || extname FROM pg_extension WHERE extname <> 'pg_stat_statements'
    ORDER BY 1
"""
# So that a row is written down the same on each server.
_PLAIN = "; ".join(
    f"SET LOCAL {name} = {value}"
    for name, value in {
        "DateStyle": "'ISO, YMD'",
        "TimeZone": "'UTC'",
        "IntervalStyle": "'iso_8601'",
        "bytea_output": "'hex'",
        "extra_float_digits": "1",
        "search_path": "public",
    }.items()
)


class Facts(NamedTuple):
    """Per table how many rows and a sum over their content; where each sequence stands; and every
    wall, right, key and rule."""

    tables: dict[str, list[Any]]
    sequences: dict[str, Any]
    structure: list[str]

    @property
    def rows(self) -> int:
        return sum(number for number, _sum in self.tables.values())


def facts_of(cursor: Any) -> Facts:
    """Inside a transaction of the backup role, which sees every row."""
    cursor.execute(_PLAIN)
    cursor.execute(_TABLES)
    tables = {}
    for (name,) in cursor.fetchall():
        quoted = '"' + name.replace('"', '""') + '"'
        cursor.execute(
            "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text "  # noqa: S608
            f"FROM public.{quoted} AS t"
        )
        tables[name] = list(cursor.fetchone())
    cursor.execute(
        "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"
    )
    sequences = dict(cursor.fetchall())
    cursor.execute(_STRUCTURE)
    return Facts(tables, sequences, [line for (line,) in cursor.fetchall()])


def _plain(line: str) -> str:
    """Read again, PostgreSQL writes the casts of a list of texts in another place, with other
    brackets: for comparing, texts and brackets count for nothing."""
    return re.sub(r"::(?:character varying|text)(?:\[\])?|[()]", "", line)


def differences(kept: Facts, found: Facts) -> list[str]:
    """What came back otherwise, by name; empty when all is the same."""
    told = [
        f"table {name}"
        for name in sorted(kept.tables.keys() | found.tables.keys())
        if kept.tables.get(name) != found.tables.get(name)
    ]
    told += [
        f"sequence {name}"
        for name in sorted(kept.sequences.keys() | found.sequences.keys())
        # A sequence goes on while the rows of one moment are read: never back.
        if (found.sequences.get(name) or 0) < (kept.sequences.get(name) or 0)
    ]
    before, after = ({_plain(line) for line in facts.structure} for facts in (kept, found))
    gone, new = before - after, after - before
    told += [f"gone: {line[:120]}" for line in sorted(gone)]
    told += [f"new: {line[:120]}" for line in sorted(new)]
    return told
