// desktop_live.h -- what listens when the window is live: a server on a thread of its own, whose
// requests go into the session's inbox. Loopback only.
#pragma once

#include <memory>

#include "session/live.h"

std::unique_ptr<session::LiveGate> make_live_gate(std::shared_ptr<session::LiveInbox> inbox);
