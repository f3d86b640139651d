// What the trace is told about a request on its way.
#include "web/record.h"

#include <gtest/gtest.h>

#include "trace/timeline.h"
#include "web/program.h"

namespace web {
namespace {

// The events of core/web and core/auth, "kind field=value ...", those of the program left out.
std::vector<std::string> way_of(std::string_view source,
                                const std::vector<http::Request>& requests) {
    trace::Recorder recorder;
    {
        Program program(source, &recorder);
        for (std::size_t i = 0; i < requests.size(); ++i) {
            recorder.begin_request(static_cast<int>(i));
            program.send(requests[i]);
        }
    }
    const trace::Timeline timeline = recorder.finish();
    std::vector<std::string> out;
    for (int step = 0; step < timeline.size(); ++step) {
        const trace::Event event = timeline.event_at(step);
        if (event.kind >= trace::EventKind::Line) continue;
        std::string line(name_of(event.kind));
        for (const trace::Field& field : event.fields)
            if (!field.name.starts_with("header:")) line += " " + field.name + "=" + field.value;
        out.push_back(line);
    }
    return out;
}

constexpr std::string_view kProtected =
    "from fastapi.security import OAuth2PasswordBearer\n"
    "oauth2_scheme = OAuth2PasswordBearer(tokenUrl='token')\n"
    "async def get_current_user(token: str = Depends(oauth2_scheme)):\n"
    "    if token != 'validtoken': raise HTTPException(401, 'Invalid token')\n"
    "    return {'user': 'alice'}\n"
    "@app.get('/protected')\n"
    "async def protected_route(current_user: dict = Depends(get_current_user)):\n"
    "    return {'message': current_user['user']}\n";

http::Request request(std::string_view target, http::Headers headers = {}) {
    http::Request made = http::make_request("GET", target);
    made.headers = std::move(headers);
    return made;
}

TEST(Record, TellsTheWayOfAnAcceptedRequest) {
    const auto way =
        way_of(kProtected, {request("/protected", {{"Authorization", "Bearer validtoken"}})});
    const std::vector<std::string> expected{
        "request method=GET path=/protected query=",
        "route_matched method=GET path=/protected function=protected_route",
        "dependency_entered dependency=get_current_user parameter=current_user",
        "dependency_entered dependency=oauth2_scheme parameter=token",
        "credentials_read scheme=OAuth2PasswordBearer in=header name=Authorization present=true "
        "value=validtoken",
        "dependency_left dependency=oauth2_scheme value=validtoken",
        "dependency_left dependency=get_current_user value={'user': 'alice'}",
        "response status=200 reason=OK body={\"message\":\"alice\"}",
    };
    EXPECT_EQ(way, expected);
}

TEST(Record, TellsWhereARequestIsRefused) {
    const auto way = way_of(kProtected, {request("/protected"), request("/nowhere")});
    ASSERT_EQ(way.size(), 13U);
    EXPECT_TRUE(
        way[4].starts_with("credentials_read scheme=OAuth2PasswordBearer in=header "
                           "name=Authorization present=false"))
        << way[4];
    EXPECT_EQ(way[5], "dependency_left dependency=oauth2_scheme exception=HTTPException");
    EXPECT_EQ(way[6], "dependency_left dependency=get_current_user exception=HTTPException");
    EXPECT_EQ(way[7], "exception_handled exception=HTTPException handler=http_exception_handler");
    EXPECT_EQ(way[8],
              "response status=401 reason=Unauthorized body={\"detail\":\"Not authenticated\"}");
    EXPECT_EQ(way[10], "route_missed reason=not_found");
}

TEST(Record, TellsParametersCacheAndBody) {
    const auto way = way_of(
        "def number(n: int): return n\n"
        "@app.post('/')\n"
        "def f(a=Depends(number), b=Depends(number), t: str = 'x', d: dict = Body()): return a\n",
        {[] {
            http::Request made = http::make_request("POST", "/?n=5");
            made.headers = {{"content-type", "application/json"}};
            made.body = "{\"k\":1}";
            return made;
        }()});
    const std::vector<std::string> expected{
        "request method=POST path=/ query=n=5",
        "route_matched method=POST path=/ function=f",
        "body_read media_type=application/json bytes=7 result=parsed",
        "dependency_entered dependency=number parameter=a",
        "parameter_read in=query name=n present=true value=5 valid=true",
        "dependency_left dependency=number value=5",
        "parameter_read in=query name=n present=true value=5 valid=true",
        "dependency_reused dependency=number parameter=b value=5",
        "parameter_read in=query name=t present=false value= valid=true",
        "parameter_read in=body name=d present=true value={'k': 1} valid=true",
        "response status=200 reason=OK body=5",
    };
    EXPECT_EQ(way, expected);
}

TEST(Record, ShowsValuesWithoutRunningTheProgram) {
    Program program(
        "class Loud:\n"
        "    def __repr__(self): raise ValueError('never called')\n"
        "x = {'a': [1, 2.5, None, True], 'b': ('t',), 'c': Loud(), 'd': b'x'}\n"
        "y = [[[[[[[[1]]]]]]]]\n"
        "z = list(range(1000))\n");
    const auto global = [&](std::string_view name) {
        return program.vm().get_attribute(program.vm().main_module(), name).take();
    };
    EXPECT_EQ(plain_text(program.vm(), global("x")),
              "{'a': [1, 2.5, None, True], 'b': ('t',), 'c': <Loud object>, 'd': b'x'}");
    EXPECT_EQ(plain_text(program.vm(), global("y")), "[[[[[[...]]]]]]");
    EXPECT_TRUE(plain_text(program.vm(), global("z"), 20).ends_with("..."));
}

}  // namespace
}  // namespace web
