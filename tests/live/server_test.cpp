// The server over real loopback sockets. Times are short, so that the tests are.
#include "live/server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

#include "http/response_writer.h"

namespace live {
namespace {

// A blocking socket, as a client in another process would have it.
class Client {
  public:
    explicit Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    }
    ~Client() { close(); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void close() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }
    void finish_sending() { shutdown(socket_, SHUT_WR); }
    // False when the server has closed meanwhile.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    // Until `end` has come, or the connection ends, or nothing comes for five seconds.
    std::string read_until(std::string_view end) {
        while (end.empty() || input_.find(end) == std::string::npos) {
            pollfd waited{socket_, POLLIN, 0};
            if (poll(&waited, 1, 5000) <= 0) return input_ + "(nothing came)";
            char buffer[4096];
            const ssize_t got = recv(socket_, buffer, sizeof buffer, 0);
            if (got <= 0) return std::exchange(input_, {});
            input_.append(buffer, static_cast<std::size_t>(got));
        }
        const std::size_t size = input_.find(end) + end.size();
        std::string out = input_.substr(0, size);
        input_.erase(0, size);
        return out;
    }
    std::string read_to_end() { return read_until(""); }

  private:
    int socket_;
    std::string input_;
};

http::Response text_response(const std::string& text) {
    http::Response response;
    response.body = text;
    response.headers = {{"content-length", std::to_string(text.size())}};
    return response;
}

// "[GET /path body]": what the host below answers.
std::string echo(const http::Request& request) {
    return "[" + request.method + " " + request.path + " " + request.body + "]";
}

ServerOptions quick() {
    ServerOptions options;
    options.port = 0;
    options.limits = {2000, 1000};
    options.head_time = milliseconds(150);
    options.body_time = milliseconds(150);
    options.idle_time = milliseconds(150);
    return options;
}

// A server on its own thread, which echoes.
class Running {
  public:
    explicit Running(const ServerOptions& options = quick(), Host host = {}) {
        if (!host.answer)
            host.answer = [](const Arrived& arrived, const Reply& reply) {
                reply(text_response(echo(arrived.message.request)));
            };
        host.refused = [this](const Arrived& arrived, const auto& response) {
            const std::lock_guard lock(mutex_);
            refused_ += (response ? std::to_string(response->status) : "gone") + " " +
                        arrived.fault->sentence + "\n";
        };
        auto opened = Server::open(options, std::move(host));
        EXPECT_TRUE(opened.ok());
        server_ = std::move(opened).value();
        thread_ = std::thread([this] { server_->run(); });
    }
    ~Running() { stop(); }
    void stop() {
        server_->stop();
        if (thread_.joinable()) thread_.join();
    }
    int port() const { return server_->port(); }
    std::string refused() {
        const std::lock_guard lock(mutex_);
        return refused_;
    }

  private:
    std::mutex mutex_;
    std::string refused_;
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

std::string get(std::string_view path) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: t\r\n\r\n";
}

bool is_alive(int port) {
    Client client(port);
    client.send(get("/alive"));
    return client.read_until("]").find("[GET /alive ]") != std::string::npos;
}

constexpr std::string_view kInvalid = "Invalid HTTP request received.";

TEST(LiveServer, SeveralClientsAtOnceGetTheirOwnAnswers) {
    Running server;
    std::atomic<int> right = 0;
    std::vector<std::thread> clients;
    for (int c = 0; c < 4; ++c)
        clients.emplace_back([&, c] {
            Client client(server.port());
            for (int i = 0; i < 25; ++i) {
                const std::string path = "/" + std::to_string(c) + "/" + std::to_string(i);
                client.send(get(path));
                if (client.read_until("]").ends_with("\r\n\r\n[GET " + path + " ]")) ++right;
            }
        });
    for (std::thread& client : clients) client.join();
    EXPECT_EQ(right, 100);
}

TEST(LiveServer, PipelinedRequestsAreAnsweredInOrder) {
    Running server;
    Client client(server.port());
    std::string all;
    for (int i = 0; i < 50; ++i) all += get("/" + std::to_string(i));
    client.send(all);
    for (int i = 0; i < 50; ++i)
        EXPECT_NE(client.read_until("]").find("[GET /" + std::to_string(i) + " ]"),
                  std::string::npos);
}

TEST(LiveServer, BodiesComeByLengthAndInChunksAndAfterContinue) {
    Running server;
    Client client(server.port());
    client.send("POST /a HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_NE(client.read_until("]").find("[POST /a abc]"), std::string::npos);
    client.send("POST /b HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
    client.send("2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
    EXPECT_NE(client.read_until("]").find("[POST /b abc]"), std::string::npos);
    client.send("POST /c HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("abc");
    const std::string answer = client.read_until("]");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_NE(answer.find("[POST /c abc]"), std::string::npos);
}

TEST(LiveServer, ConnectionsEndWhenTheyShould) {
    Running server;
    Client closing(server.port());
    closing.send("GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(closing.read_to_end().ends_with("connection: close\r\n\r\n[GET / ]"));
    Client old(server.port());
    old.send("GET / HTTP/1.0\r\n\r\n");
    EXPECT_TRUE(old.read_to_end().ends_with("[GET / ]"));
    Client half_closed(server.port());
    half_closed.send(get("/half"));
    half_closed.finish_sending();
    EXPECT_TRUE(half_closed.read_to_end().ends_with("[GET /half ]"));
}

TEST(LiveServer, WhatCannotBeReadIsRefusedAndTheOthersGoOn) {
    Running server;
    for (const std::string& bytes :
         {std::string("\x16\x03\x01"), get("/first") + "GET / HTTP/1.1\r\nA : b\r\n\r\n",
          "GET /" + std::string(std::size_t{1} << 20, 'a'),
          "GET / HTTP/1.1\r\nHost: t\r\nA: " + std::string(std::size_t{1} << 20, 'a')}) {
        Client client(server.port());
        client.send(bytes);
        const std::string answer = client.read_to_end();
        EXPECT_NE(answer.find("HTTP/1.1 400 Bad Request\r\n"), std::string::npos);
        EXPECT_TRUE(answer.ends_with(kInvalid)) << answer;
        EXPECT_TRUE(is_alive(server.port()));
    }
    Client large(server.port());
    large.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 2000\r\n\r\n" +
               std::string(2000, 'a'));
    EXPECT_TRUE(large.read_to_end().starts_with("HTTP/1.1 413 Content Too Large\r\n"));
    EXPECT_EQ(server.refused(),
              "400 this is TLS: the address must begin with http://\n"
              "400 there is a blank between a header's name and the colon\n"
              "400 the start line is too long\n"
              "400 the headers are too large\n"
              "413 the body is too large\n");
}

TEST(LiveServer, SlowSendersAreCutOff) {
    Running server;
    Client silent(server.port()), slow_head(server.port()), slow_body(server.port());
    Client idle(server.port());
    idle.send(get("/"));
    EXPECT_NE(idle.read_until("]").find("[GET / ]"), std::string::npos);
    slow_head.send("GET / HTTP/1.1\r\nHo");
    slow_body.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\na");
    EXPECT_TRUE(is_alive(server.port()));
    EXPECT_EQ(silent.read_to_end(), "");
    EXPECT_EQ(idle.read_to_end(), "");
    EXPECT_TRUE(slow_head.read_to_end().starts_with("HTTP/1.1 408 Request Timeout\r\n"));
    EXPECT_TRUE(slow_body.read_to_end().starts_with("HTTP/1.1 408 Request Timeout\r\n"));
    EXPECT_EQ(server.refused(),
              "408 the request took longer than 0.15 seconds\n"
              "408 the request took longer than 0.15 seconds\n");
}

TEST(LiveServer, ClientsMayLeaveAtAnyTime) {
    Running server;
    for (int i = 0; i < 5; ++i) {
        Client(server.port()).send("");
        Client(server.port()).send("GET / HTT");
        Client(server.port()).send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\na");
        Client(server.port()).send(get("/unread") + get("/unread"));
    }
    EXPECT_TRUE(is_alive(server.port()));
}

TEST(LiveServer, AnswersMayComeLaterAndFromAnotherThread) {
    std::mutex mutex;
    std::vector<std::pair<Arrived, Reply>> inbox;
    Host host;
    host.answer = [&](Arrived arrived, Reply reply) {
        const std::lock_guard lock(mutex);
        inbox.emplace_back(std::move(arrived), std::move(reply));
    };
    const auto take = [&](std::size_t wanted) {
        while (true) {
            const std::lock_guard lock(mutex);
            EXPECT_LE(inbox.size(), 1U) << "one at a time";
            if (inbox.size() == wanted) return std::exchange(inbox, {});
            std::this_thread::yield();
        }
    };
    ServerOptions patient = quick();
    patient.idle_time = milliseconds(10'000);
    Running server(patient, std::move(host));
    Client first(server.port());
    first.send(get("/1"));
    auto one = take(1);
    Client second(server.port());
    second.send(get("/2"));
    one[0].second(text_response(echo(one[0].first.message.request)));
    EXPECT_NE(first.read_until("]").find("[GET /1 ]"), std::string::npos);
    take(1).clear();  // a reply that is dropped ends that connection, and the next is asked
    EXPECT_EQ(second.read_to_end(), "");
    first.send(get("/3"));
    auto three = take(1);
    std::thread stopper([&] { server.stop(); });
    three[0].second(text_response("[in time]"));
    EXPECT_NE(first.read_until("]").find("[in time]"), std::string::npos);
    stopper.join();
}

TEST(LiveServer, StoppingAnswersWhatIsUnderWay) {
    std::atomic<bool> asked = false;
    std::atomic<bool> may_answer = false;
    Host host;
    host.answer = [&](const Arrived& arrived, const Reply& reply) {
        asked = true;
        while (!may_answer) std::this_thread::yield();
        reply(text_response(echo(arrived.message.request)));
    };
    Running server(quick(), std::move(host));
    Client client(server.port()), idle(server.port());
    client.send(get("/last"));
    while (!asked) std::this_thread::yield();
    std::thread stopper([&] { server.stop(); });
    may_answer = true;
    const std::string answer = client.read_to_end();
    stopper.join();
    EXPECT_NE(answer.find("[GET /last ]"), std::string::npos);
    EXPECT_EQ(idle.read_to_end(), "");
}

TEST(LiveServer, ManyConnectionsWaitForTheirTurn) {
    ServerOptions options = quick();
    options.max_connections = 2;
    Running server(options);
    Client one(server.port()), two(server.port());
    EXPECT_TRUE(is_alive(server.port()));  // once the others have been silent for too long
}

TEST(LiveServer, SaysWhyItCannotListen) {
    Running server;
    ServerOptions taken = quick();
    taken.port = server.port();
    const auto second = Server::open(taken, {});
    ASSERT_FALSE(second.ok());
    EXPECT_NE(second.error().message.find("is in use by another program"), std::string::npos);
    ServerOptions elsewhere = quick();
    elsewhere.host = "192.0.2.1";  // RFC 5737: nobody's
    EXPECT_FALSE(Server::open(elsewhere, {}).ok());
    elsewhere.host = "no.such.host.invalid";
    const auto unknown = Server::open(elsewhere, {});
    ASSERT_FALSE(unknown.ok());
    EXPECT_EQ(unknown.error().message, "there is no such host on this computer");
}

TEST(LiveServer, KnowsItsAddress) {
    ServerOptions options = quick();
    const auto server = Server::open(options, {});
    ASSERT_TRUE(server.ok());
    EXPECT_GT((*server)->port(), 0);
    EXPECT_EQ((*server)->origin(), "http://127.0.0.1:" + std::to_string((*server)->port()));
    EXPECT_TRUE((*server)->is_loopback());
    options.host = "0.0.0.0";
    EXPECT_FALSE((*Server::open(options, {}))->is_loopback());
}

}  // namespace
}  // namespace live
