"""Files shipped with the program: fonts, icons, colours, texts and rules."""
