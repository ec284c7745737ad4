"""What is published about the program for citizens, counsel and privacy officers, generated from the code."""
