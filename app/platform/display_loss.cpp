#include "platform/display_loss.h"

#include <dlfcn.h>
#include <unistd.h>

#include <cstring>

namespace platform {

namespace {

// Xlib allows no return from here, and its locks are held: only what a signal handler may do.
int on_loss(void*) {
    constexpr const char* kWords =
        "authwalk-desktop: the display is lost, so the window is closed; settings are kept\n";
    if (::write(STDERR_FILENO, kWords, std::strlen(kWords)) < 0) ::_exit(1);
    ::_exit(1);
}

}  // namespace

// GLFW loads Xlib by itself, in some versions privately; it is looked up where it already is.
void end_cleanly_without_display() {
    void* xlib = ::dlopen("libX11.so.6", RTLD_LAZY | RTLD_NOLOAD);
    if (!xlib) return;
    using Handler = int (*)(void*);
    using SetHandler = Handler (*)(Handler);
    if (void* found = ::dlsym(xlib, "XSetIOErrorHandler"))
        reinterpret_cast<SetHandler>(found)(on_loss);
}

}  // namespace platform
