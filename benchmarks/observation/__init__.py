"""What Greenroom sees on labelled pages of real applications, beside plain selectors and peers."""
