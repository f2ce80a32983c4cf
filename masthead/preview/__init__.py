"""The page beside the text: papers that are being written, shown in a browser on this machine."""
