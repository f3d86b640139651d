// live/connection.h -- one client: reads a request, waits for its answer, writes it, goes on.
// While a request is being answered nothing is read: a client that sends faster than it is
// answered fills its own socket, not our memory. Deadlines are looked at by the server's sweep.
#pragma once

#include <array>
#include <memory>

#include "http/response_writer.h"
#include "live/server_internal.h"

namespace live {

class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(Server::Shared& server, asio::ip::tcp::socket socket);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void start();
    // The request that was read whole; then `respond` is expected.
    Arrived take_arrived();
    void respond(const http::Response& response);
    void abandon();  // there will be no answer
    void sweep(TimePoint now);
    void stop();  // closes, unless an answer is under way: then behind it

  private:
    enum class Doing : std::uint8_t { Reading, Answering, Writing, Draining };

    void read();
    void on_read(const asio::error_code& failed, std::size_t size);
    void parse();
    void send_continue();
    void refuse();
    void refuse(http::MessageFault fault, const std::optional<http::Response>& response);
    void write(http::Sent sent);
    void on_written(const asio::error_code& failed);
    void drain();
    void close();
    void set_reading_deadline();
    Arrived arrived_so_far();

    Server::Shared& server_;  // outlives all that waits on its io
    asio::ip::tcp::socket socket_;
    http::RequestParser parser_;
    std::string client_host_;
    int client_port_ = 0;
    std::array<char, 16384> buffer_;
    std::string input_;  // read, but behind the request that is being answered
    std::string output_;
    // Of the request that is being answered.
    std::string method_;
    std::string http_version_;
    http::After after_ = http::After::KeepAlive;
    Doing doing_ = Doing::Reading;
    bool continued_ = false;  // 100 Continue was sent
    bool had_begun_ = false;  // as the deadline knows it
    bool had_head_ = false;
    bool stopping_ = false;
    std::size_t drained_ = 0;
    TimePoint deadline_;
};

}  // namespace live
