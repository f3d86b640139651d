// Methods of our classes called on things that they are not made for.
#include <gtest/gtest.h>

#include "web/program.h"

namespace web {
namespace {

TEST(Receivers, AMethodRefusesWhatIsNotOfItsClass) {
    Program program(
        "from fastapi.security import HTTPBearer\n"
        "@app.get('/')\n"
        "def f():\n"
        "    said = []\n"
        "    for args in [(), (5,), (Response(),), (HTTPBearer,)]:\n"
        "        try:\n            HTTPBearer.__init__(*args)\n"
        "        except TypeError as e:\n            said.append(str(e))\n"
        "    return said\n");
    EXPECT_EQ(program.body("/"),
              "[\"unbound method HTTPBearer.__init__() needs an argument\","
              "\"descriptor '__init__' for 'HTTPBearer' objects doesn't apply to a 'int' object\","
              "\"descriptor '__init__' for 'HTTPBearer' objects doesn't apply to a 'Response' "
              "object\","
              "\"descriptor '__init__' for 'HTTPBearer' objects doesn't apply to a 'type' "
              "object\"]");
}

// Every method and property of every class, on wrong and on unfinished receivers.
TEST(Receivers, NothingBringsTheProgramDown) {
    Program program(
        "from fastapi.security import (APIKeyHeader, HTTPAuthorizationCredentials, HTTPBasic,\n"
        "    HTTPBearer, OAuth2PasswordRequestForm, SecurityScopes)\n"
        "from fastapi.responses import (HTMLResponse, JSONResponse, RedirectResponse,\n"
        "    StreamingResponse)\n"
        "from fastapi.exceptions import RequestValidationError\n"
        "from starlette.datastructures import (Address, FormData, Headers, MutableHeaders,\n"
        "    QueryParams, State, UploadFile, URL)\n"
        "classes = [APIKeyHeader, HTTPBasic, HTTPBearer, HTTPAuthorizationCredentials,\n"
        "    OAuth2PasswordRequestForm, SecurityScopes, Request, Response, JSONResponse,\n"
        "    HTMLResponse, RedirectResponse, StreamingResponse, RequestValidationError, Address,\n"
        "    FormData, Headers, MutableHeaders, QueryParams, State, UploadFile, URL, FastAPI,\n"
        "    APIRouter, BackgroundTasks, HTTPException]\n"
        "names = '''__init__ __call__ __getitem__ __setitem__ __delitem__ __iter__ __next__\n"
        "    __len__ __contains__ __repr__ __str__ __eq__ append auth add_task\n"
        "    base_url body client close cookies delete_cookie errors exception_handler form get\n"
        "    getlist headers include_router is_disconnected items json keys "
        "make_not_authenticated_error\n"
        "    method middleware model_dump multi_items path_params post query_params raw "
        "raw_headers\n"
        "    read render scope seek session set_cookie setdefault state update url user\n"
        "    values'''.split()\n"
        "def call(f, args):\n"
        "    try:\n        f(*args)\n"
        "    except Exception:\n        pass\n"
        "@app.get('/')\n"
        "def f():\n"
        "    for cls in classes:\n"
        "        for name in names:\n"
        "            found = getattr(cls, name, None)\n"
        "            for args in [(), (5,), (None, 1), ('x', 'y', 'z'), (cls,), ([], {}, 3)]:\n"
        "                call(found, args)\n"
        "                call(getattr(found, 'fget', None), args)\n"
        "            made = object.__new__(cls)\n"
        "            for args in [(), (5,), ('x', 'y')]:\n"
        "                call(lambda: getattr(made, name)(*args), ())\n"
        "            call(lambda: repr(made) + str(made), ())\n"
        "    return 'done'\n");
    ASSERT_TRUE(program.loads()) << program.load_error();
    const Reply reply = program.get("/");
    EXPECT_EQ(reply.response.body, "\"done\"")
        << (reply.stopped ? program.vm().stopped()->message : reply.traceback);
}

}  // namespace
}  // namespace web
