"""How names are written: letters of many scripts, particles, kunyas, patronymics, legal forms."""
