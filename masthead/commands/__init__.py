"""The commands, a module each: a click command named ``command``."""

COMMANDS = {
    "build": "Build papers into PDF, DOCX, EPUB and HTML (what happens without a command).",
    "cache": "Say what the cache holds, or clear it.",
    "check": "Find what an editor would find, with line and remedy.",
    "compare": "Say what was changed between two versions of a paper.",
    "import": "Make a paper of official files, in up to six languages.",
    "lsp": "Answer an editor: findings, numbers, notes, completion.",
    "new": "Write a paper to start from.",
    "preview": "Show papers while you write: text, pages, findings.",
    "print": "Make files for an office printer or a print shop.",
    "proof": "Lay our pages over an official PDF.",
    "rules": "List the rules of check.",
    "schema": "Write the JSON Schema that editors use.",
    "verify": "Build everything anew and compare.",
    "watch": "Rebuild what a saved change needs.",
}
