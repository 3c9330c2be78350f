"""What an operator asks: does it live, can it work, how much does it do."""
