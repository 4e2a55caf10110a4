"""What the office holds about one person, apart from the ledger: shown, copied, kept for so long, erased."""
