#include "live/server.h"

#include <fmt/format.h>

#include <csignal>

#include "base/clock.h"
#include "live/connection.h"
#include "live/server_internal.h"

namespace live {
namespace {

using asio::ip::tcp;

constexpr milliseconds kAcceptPause{100};  // when the system has no more sockets to give

base::Error cannot_listen(const ServerOptions& options, const asio::error_code& failed) {
    const std::string where = fmt::format("{}:{}", options.host, options.port);
    if (failed == asio::error::address_in_use)
        return {where,
                fmt::format("port {} is in use by another program; --port 0 takes a free one",
                            options.port)};
    if (failed == asio::error::access_denied)
        return {where, "this port is not for everyone; take one from 1024 on"};
    return {where, "cannot listen there: " + failed.message()};
}

base::Result<tcp::endpoint> find_endpoint(asio::io_context& io, const ServerOptions& options) {
    if (options.port < 0 || options.port > 65535)
        return base::Error{"", fmt::format("there is no port {}: the last is 65535", options.port)};
    const auto port = static_cast<asio::ip::port_type>(options.port);
    asio::error_code failed;
    const asio::ip::address address = asio::ip::make_address(options.host, failed);
    if (!failed) return tcp::endpoint(address, port);
    tcp::resolver resolver(io);
    const auto found = resolver.resolve(options.host, "", tcp::resolver::passive, failed);
    if (failed || found.empty())
        return base::Error{options.host, "there is no such host on this computer"};
    return tcp::endpoint(found.begin()->endpoint().address(), port);
}

}  // namespace

Server::Shared::~Shared() {
    ending = true;
    waiting.clear();
}

// -- listening ---------------------------------------------------------------------------------

base::Result<std::unique_ptr<Server>> Server::open(const ServerOptions& options, Host host) {
    auto shared = std::make_shared<Shared>(options, std::move(host));
    AW_TRY(const tcp::endpoint endpoint, find_endpoint(shared->io, options));
    tcp::acceptor& acceptor = shared->acceptor;
    asio::error_code failed;
    acceptor.open(endpoint.protocol(), failed);
    if (!failed) acceptor.set_option(tcp::acceptor::reuse_address(true), failed);
    if (!failed) acceptor.bind(endpoint, failed);
    if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
    if (failed) return cannot_listen(options, failed);
    shared->accept();
    return std::unique_ptr<Server>(new Server(std::move(shared)));
}

Server::Server(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) {}
Server::~Server() = default;

int Server::port() const {
    asio::error_code ignored;
    return shared_->acceptor.local_endpoint(ignored).port();
}

std::string Server::origin() const {
    const bool is_v6 = shared_->options.host.find(':') != std::string::npos;
    const std::string host = is_v6 ? "[" + shared_->options.host + "]" : shared_->options.host;
    return fmt::format("http://{}:{}", host, port());
}

bool Server::is_loopback() const {
    asio::error_code ignored;
    return shared_->acceptor.local_endpoint(ignored).address().is_loopback();
}

void Server::run() { shared_->io.run(); }

void Server::stop() {
    asio::post(shared_->io, [shared = shared_] { shared->stop(); });
}

void Server::stop_on_signals() {
    asio::error_code ignored;
    for (const int signal : {SIGINT, SIGTERM}) shared_->signals.add(signal, ignored);
    shared_->signals.async_wait([shared = shared_](const asio::error_code& failed, int) {
        if (!failed) shared->stop();
    });
}

// -- clients -----------------------------------------------------------------------------------

void Server::Shared::accept() {
    if (accepting || stopping || connections.size() >= options.max_connections) return;
    accepting = true;
    acceptor.async_accept([this](const asio::error_code& failed, tcp::socket socket) {
        accepting = false;
        on_accept(failed, std::move(socket));
    });
}

void Server::Shared::on_accept(const asio::error_code& failed, tcp::socket socket) {
    if (stopping) return;
    if (failed) return accept_later();
    std::make_shared<Connection>(*this, std::move(socket))->start();
    sweep_later();
    accept();
}

void Server::Shared::accept_later() {
    accepting = true;
    auto pause = std::make_shared<asio::steady_timer>(io, kAcceptPause);
    pause->async_wait([this, pause](const asio::error_code&) {
        accepting = false;
        accept();
    });
}

void Server::Shared::remove(Connection* connection) {
    connections.erase(connection);
    if (ending) return;
    if (connections.empty()) sweeper.cancel();
    accept();
}

// -- answering, one at a time --------------------------------------------------------------------

void Server::Shared::enqueue(std::shared_ptr<Connection> connection) {
    waiting.push_back(std::move(connection));
    answer_waiting();
}

// A loop rather than a call from the reply: a host that answers at once does not nest.
void Server::Shared::answer_waiting() {
    if (in_loop) return;
    in_loop = true;
    while (!answering && !waiting.empty()) {
        const std::shared_ptr<Connection> next = std::move(waiting.front());
        waiting.pop_front();
        answering = true;
        auto ticket = std::make_shared<Ticket>(shared_from_this(), next);
        host.answer(next->take_arrived(),
                    [ticket](http::Response response) { ticket->reply(std::move(response)); });
    }
    in_loop = false;
}

Ticket::Ticket(std::shared_ptr<Server::Shared> shared, std::shared_ptr<Connection> connection)
    : shared_(std::move(shared)), connection_(std::move(connection)) {}

void Ticket::reply(http::Response response) {
    if (!connection_) return;
    asio::dispatch(shared_->io,
                   [connection = std::move(connection_), shared = shared_.get(),
                    response = std::move(response)] { shared->on_reply(*connection, response); });
}

Ticket::~Ticket() {
    if (!connection_) return;
    asio::post(shared_->io, [connection = std::move(connection_), shared = shared_.get()] {
        shared->on_no_reply(*connection);
    });
}

void Server::Shared::on_reply(Connection& connection, const http::Response& response) {
    answering = false;
    connection.respond(response);
    answer_waiting();
}

void Server::Shared::on_no_reply(Connection& connection) {
    connection.abandon();
    answering = false;
    answer_waiting();
}

// -- time ----------------------------------------------------------------------------------------

std::int64_t Server::Shared::now_s() const { return base::SystemClock().now_s(); }

void Server::Shared::sweep_later() {
    if (sweeping || connections.empty()) return;
    sweeping = true;
    const milliseconds shortest = std::min(options.head_time, options.idle_time);
    sweeper.expires_after(std::clamp(shortest / 10, milliseconds(10), milliseconds(500)));
    sweeper.async_wait([this](const asio::error_code& failed) {
        sweeping = false;
        if (!failed) sweep();
        sweep_later();
    });
}

void Server::Shared::sweep() {
    const TimePoint now = SteadyClock::now();
    const std::set<Connection*> all = connections;
    for (Connection* connection : all)
        if (connections.contains(connection)) connection->sweep(now);
}

void Server::Shared::stop() {
    if (stopping) return;
    stopping = true;
    asio::error_code ignored;
    acceptor.close(ignored);
    signals.cancel(ignored);
    const std::set<Connection*> all = connections;
    for (Connection* connection : all)
        if (connections.contains(connection)) connection->stop();
}

}  // namespace live
