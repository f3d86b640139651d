// live/server_internal.h -- what the server and its connections share. One thread uses it all.
#pragma once

#include <asio.hpp>
#include <deque>
#include <set>

#include "live/server.h"

namespace live {

class Connection;
using SteadyClock = std::chrono::steady_clock;
using TimePoint = SteadyClock::time_point;

struct Server::Shared : std::enable_shared_from_this<Server::Shared> {
    Shared(const ServerOptions& wanted, Host answerer)
        : options(wanted), host(std::move(answerer)), acceptor(io), sweeper(io), signals(io) {}
    ~Shared();

    void accept();
    void on_accept(const asio::error_code& failed, asio::ip::tcp::socket socket);
    void accept_later();
    void remove(Connection* connection);
    // A connection has a whole request; it is answered when it is its turn.
    void enqueue(std::shared_ptr<Connection> connection);
    void answer_waiting();
    void on_reply(Connection& connection, const http::Response& response);
    void on_no_reply(Connection& connection);
    void sweep_later();
    void sweep();
    void stop();
    std::int64_t now_s() const;

    ServerOptions options;
    Host host;
    std::set<Connection*> connections;
    std::deque<std::shared_ptr<Connection>> waiting;
    bool accepting = false;
    bool sweeping = false;
    bool answering = false;  // a request is with the host
    bool in_loop = false;
    bool stopping = false;
    bool ending = false;  // what is left of the connections goes with io
    asio::io_context io{1};
    asio::ip::tcp::acceptor acceptor;
    asio::steady_timer sweeper;  // looks for clients that take too long; off without clients
    asio::signal_set signals;
};

// A request that is with the host. The connection belongs to the server's thread, a Reply to any:
// it comes back by a message, also when the host drops the Reply without calling it.
class Ticket {
  public:
    Ticket(std::shared_ptr<Server::Shared> shared, std::shared_ptr<Connection> connection);
    ~Ticket();
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;
    void reply(http::Response response);

  private:
    std::shared_ptr<Server::Shared> shared_;
    std::shared_ptr<Connection> connection_;  // null once it is back
};

}  // namespace live
