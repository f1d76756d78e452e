"""Which class each model belongs to. A new model must be put here, on purpose.

tenant           one desk's rows: predicate, row-level security, same-desk keys
public           everybody may read; rows of a desk are written by that desk alone
shared           the portal's own bookkeeping: no person, no desk
shared-personal  persons read before a desk is known: only through accounts and the sealed log
"""

TENANT = {
    "advice.AdviceSession",
    "advice.Contact",
    "advice.EarlierGroupText",
    "advice.EarlierText",
    "advice.GroupParticipant",
    "advice.GroupTalk",
    "advice.MovedTalk",
    "advice.NextStep",
    "advice.PlannedTalk",
    "advice.PrivateNote",
    "advice.SessionTheme",
    "advice.StepChange",
    "advice.TalkDraft",
    "advice.TalkTemplate",
    "apprenticeships.AftercareCheck",
    "apprenticeships.FundingLine",
    "apprenticeships.Introduction",
    "apprenticeships.JobPromise",
    "apprenticeships.PlankMark",
    "apprenticeships.Trajectory",
    "apprenticeships.TrajectoryEvent",
    "apprenticeships.WorkExperience",
    "apprenticeships.WorkProcess",
    "audit.Entry",
    "audit.Outbox",
    "audit.Seal",
    "audit.Shown",
    "clients.Client",
    "clients.ClientFile",
    "clients.FileEvent",
    "clients.FileTargetGroup",
    "clients.NumberSeries",
    "vacancies.AdReport",
    "vacancies.DeskRequest",
    "vacancies.Employer",
    "vacancies.EmployerContact",
    "vacancies.EmployerVisit",
    "vacancies.Interest",
    "vacancies.Recognition",
    "vacancies.Vacancy",
    "workplace.ReviewedLook",
    "workplace.WeekReview",
}
PUBLIC_OF_A_DESK = {
    "tenancy.Closure",
    "tenancy.DeskLocation",
    "tenancy.OpeningHours",
    "vacancies.Listing",
}
PUBLIC = {
    "accounts.Organisation",
    "tenancy.Code",
    "tenancy.Desk",
    "tenancy.Municipality",
    "tenancy.MunicipalitySuccessor",
    "tenancy.Occupation",
    "tenancy.Place",
    "tenancy.PlaceAlias",
    "tenancy.PostcodePoint",
    "tenancy.PostcodeRange",
    "tenancy.Qualification",
    "tenancy.ReferenceEdition",
    "tenancy.Region",
    "tenancy.RegionMembership",
    "tenancy.RegionName",
    "vacancies.ListingWord",
}
SHARED = {
    "auth.Group",
    "auth.Permission",
    "contenttypes.ContentType",
}
SHARED_PERSONAL = {
    "account.EmailAddress",
    "account.EmailConfirmation",
    "accounts.Cover",
    "accounts.Invitation",
    "accounts.Membership",
    "accounts.Token",
    "accounts.User",
    "audit.PlatformEntry",
    "audit.PlatformOutbox",
    "audit.PlatformSeal",
    "mfa.Authenticator",
    "sessions.Session",
}
CLASSES = {
    "tenant": TENANT,
    "public of a desk": PUBLIC_OF_A_DESK,
    "public": PUBLIC,
    "shared": SHARED,
    "shared-personal": SHARED_PERSONAL,
}
