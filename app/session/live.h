// session/live.h -- requests from a real socket on their way into the open lesson.
// The server runs on a thread of its own; the lesson's program on the window's. A request waits in
// the inbox until the window takes it. What listens is a LiveGate, made by the program's main part
// over app/live: this layer knows no sockets.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace session {

struct LiveArrival {
    http::Request request;
    std::string bytes;    // as they were sent
    std::string refused;  // what is wrong with them; then `response` has been sent already
    http::Response response;
    std::function<void(http::Response)> reply;  // from any thread, once; empty when refused
};

class LiveInbox {
  public:
    // `wake`: called after each arrival, on the thread that brought it.
    explicit LiveInbox(std::function<void()> wake) : wake_(std::move(wake)) {}

    void open();
    void close();  // drops what waits, and all that comes later
    void put(LiveArrival arrival);
    std::vector<LiveArrival> take();

  private:
    std::function<void()> wake_;
    std::mutex mutex_;
    bool open_ = false;
    std::vector<LiveArrival> waiting_;
};

class LiveGate {
  public:
    virtual ~LiveGate() = default;
    virtual base::Result<std::string> open(int port) = 0;  // "http://127.0.0.1:8000"
    virtual void close() = 0;                              // nothing arrives any more
};

}  // namespace session
