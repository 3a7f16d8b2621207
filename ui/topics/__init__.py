"""What several pages say of one topic: attendance, calls, load, instruments, counselors."""
