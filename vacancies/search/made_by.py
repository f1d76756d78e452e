"""For the keys of what the search keeps."""

from loketten.kit.made_by import code_beside

CODE = code_beside(__file__)
