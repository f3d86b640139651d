// live/server.h -- real HTTP on a socket: any number of clients, one request at a time.
//
//   auto server = live::Server::open(options, host);   // listens from here on
//   std::thread / directly: server->run();             // until stop()
//
// In: bytes from anyone. Out: every request that is read whole goes to Host::answer, in the order
// in which they became whole; the next one follows when that has been answered. What cannot be
// read is answered here, as uvicorn does, and told to Host::refused.
// Threads: everything happens on the thread that calls run(), Host's functions too. `stop` and a
// Reply may be called from any thread.
// Errors: a socket that cannot be opened is an Error; nothing that a client does ends the server.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "http/message.h"
#include "http/parser.h"

namespace live {

using std::chrono::milliseconds;

struct ServerOptions {
    std::string host = "127.0.0.1";
    int port = 8000;  // 0: a free one
    http::ParserLimits limits;
    // LIMIT: how long a client may take. Idle: between two requests, as uvicorn has it.
    milliseconds head_time{10'000};
    milliseconds body_time{30'000};
    milliseconds idle_time{5'000};
    milliseconds write_time{30'000};
    std::size_t max_connections = 900;  // further ones wait until one has closed
};

// A message, and who sent it. Its request has client_host and client_port.
struct Arrived {
    http::Message message;
    std::optional<http::MessageFault> fault;  // then the message is what was read until there
};

using Reply = std::function<void(http::Response)>;  // call it once

struct Host {
    std::function<void(Arrived arrived, Reply reply)> answer;
    // `response`: what was answered; nothing when the client had gone.
    std::function<void(const Arrived& arrived, const std::optional<http::Response>& response)>
        refused;
};

class Server {
  public:
    static base::Result<std::unique_ptr<Server>> open(const ServerOptions& options, Host host);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    int port() const;
    std::string origin() const;  // "http://127.0.0.1:8000"
    bool is_loopback() const;
    // Serves until stop(): then returns as soon as the host has replied to what is under way, or
    // has dropped the Reply.
    void run();
    void stop();
    // Lets SIGINT and SIGTERM stop it.
    void stop_on_signals();

    struct Shared;

  private:
    explicit Server(std::shared_ptr<Shared> shared);
    std::shared_ptr<Shared> shared_;
};

}  // namespace live
