"""What people read on paper: an advisory and its letters as web page, PDF and docx, all from one list of blocks."""
