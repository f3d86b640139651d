// platform/display_loss.h -- the end of the program when its display goes away (the X server ends,
// the connection over ssh breaks): one sentence and exit code 1 instead of Xlib's own words.
// Errors: none; without X nothing is done.
#pragma once

namespace platform {

// After the window was opened. Nothing can be drawn or saved any more when it happens.
void end_cleanly_without_display();

}  // namespace platform
