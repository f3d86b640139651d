#include <gtest/gtest.h>

#include "web/program.h"

namespace web {
namespace {

constexpr std::string_view kClient =
    "from fastapi.testclient import TestClient\n"
    "client = TestClient(app)\n"
    "@app.get('/hi')\ndef hi(q: str = 'd', x_key: str = Header('none')): return [q, x_key]\n"
    "@app.post('/in')\ndef enter(response: Response): response.set_cookie('sid', '42')\n"
    "@app.get('/me')\ndef me(sid: str | None = Cookie(None)): return sid\n"
    "@app.post('/echo')\nasync def echo(request: Request):\n"
    "    return [(await request.body()).decode(), request.headers.get('content-type')]\n"
    "@app.get('/go', status_code=307)\ndef go(response: Response):\n"
    "    response.headers['location'] = '/hi?q=there'\n"
    "@app.get('/boom')\ndef boom(): raise ValueError('boom')\n"
    "@app.get('/facts')\ndef facts(): return facts_\n";

// What the expression is worth, as JSON.
std::string value_of(std::string_view expression) {
    Program program(std::string(kClient) + "facts_ = " + std::string(expression) + "\n");
    return program.loads() ? program.body("/facts") : program.load_error();
}

TEST(TestClient, SendsARequestToTheApplication) {
    EXPECT_EQ(value_of("client.get('/hi', headers={'X-Key': 'k'}, params={'q': 'a b'}).json()"),
              "[\"a b\",\"k\"]");
    EXPECT_EQ(value_of("[client.get('/none').status_code, client.get('/none').text]"),
              "[404,\"{\\\"detail\\\":\\\"Not Found\\\"}\"]");
    EXPECT_EQ(value_of("client.request('GET', '/hi').headers['Content-Type']"),
              "\"application/json\"");
}

TEST(TestClient, WritesJsonFormsAndBytes) {
    EXPECT_EQ(value_of("client.post('/echo', json={'a': [1]}).json()"),
              "[\"{\\\"a\\\":[1]}\",\"application/json\"]");
    EXPECT_EQ(value_of("client.post('/echo', data={'a': 'b c'}).json()"),
              "[\"a=b+c\",\"application/x-www-form-urlencoded\"]");
    EXPECT_EQ(value_of("client.post('/echo', content=b'raw').json()"), "[\"raw\",null]");
}

TEST(TestClient, KeepsCookies) {
    EXPECT_EQ(value_of("[client.get('/me').json(), client.post('/in').cookies['sid'], "
                       "client.get('/me').json()]"),
              "[null,\"42\",\"42\"]");
}

TEST(TestClient, FollowsRedirectsUnlessToldNotTo) {
    EXPECT_EQ(value_of("client.get('/go').json()"), "[\"there\",\"none\"]");
    EXPECT_EQ(value_of("client.get('/go', follow_redirects=False).status_code"), "307");
}

TEST(TestClient, RaisesWhatTheApplicationDoesNotHandle) {
    EXPECT_EQ(value_of("client.get('/boom')"), "ValueError: boom");
    EXPECT_EQ(value_of("TestClient(app, raise_server_exceptions=False).get('/boom').status_code"),
              "500");
}

TEST(TestClient, RunsTheLifespanAroundAWithBlock) {
    Program program(
        "from fastapi.testclient import TestClient\n"
        "@app.on_event('startup')\ndef up(): log.append('up')\n"
        "@app.on_event('shutdown')\ndef down(): log.append('down')\n"
        "@app.get('/log')\ndef read(): return log\n"
        "with TestClient(app) as client: client.get('/log')\n");
    EXPECT_EQ(program.body("/log"), "[\"up\",\"down\"]");
}

}  // namespace
}  // namespace web
