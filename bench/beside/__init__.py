"""What bench/grading.py measures beside `bargain grade`, and with what."""
