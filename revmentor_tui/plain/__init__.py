"""The console for ears and fingertips: one line after the other, no picture, every act a word."""
