"""/login, /logout, /first, /password and /account: plain pages that work without a script."""

from collections.abc import Awaitable, Callable
from functools import partial, wraps
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from guoban.access.accounts import accounts, change_own_password
from guoban.access.codes import choose_password, holder_of, make_first_administrator
from guoban.access.guesses import HeldBackError
from guoban.access.people import Visitor
from guoban.access.sessions import close_session, visitor_of
from guoban.access.sign_on import sign_on
from guoban.access.signing_in import sign_in
from guoban.errors import GuobanError
from guoban.text import _, ngettext, speaking
from guoban.web.connection import address_of
from guoban.web.cookies import FORM, SESSION, cookie_of, give_cookie, take_cookie
from guoban.web.door import Door, Standing, door
from guoban.web.entrance_page import Entrance, Field, Form, entrance_page, entrance_policy
from guoban.web.forms import form_secret, form_token, is_ours, local_path, typed_into
from guoban.web.guard import NAMED, VISITOR
from guoban.web.spoken import chosen_language

FRESH = {"Cache-Control": "no-store"}

Handler = Callable[[Request], Awaitable[Response]]


def spoken(handler: Handler) -> Handler:
    """In the language of the browser's cookie; what cannot be done at all is one sentence."""

    @wraps(handler)
    async def answer(request: Request) -> Response:
        with speaking(chosen_language(request.cookies)):
            try:
                return await handler(request)
            except GuobanError as error:
                words = f"{error.message} {error.hint}".strip()
                return _shown(request, Entrance(_("Sign in"), "", (), words), HTTPStatus.SERVICE_UNAVAILABLE)

    return answer


@spoken
async def login(request: Request) -> Response:
    """The form to sign in with, and what becomes of it."""
    wanted = local_path(request.query_params.get("next", "/"))
    if request.scope.get(VISITOR) is not None:
        return _onward(wanted)
    if request.method == "GET":
        if await run_in_threadpool(_is_new, door()):
            return _onward("/first")
        if request.scope.get(NAMED) is not None:
            return await _signed_on(request, wanted)
        return _shown(request, _login_page(wanted))
    typed = await typed_into(request)
    wanted, name = local_path(typed.get("next", "/")), typed.get("name", "")
    again = partial(_login_page, wanted, name)
    if not is_ours(request, typed):
        return _old(request, again)
    step = partial(sign_in, door().store, name, typed.get("password", ""), address_of(request.scope))
    return await _opened(request, step, again, wanted)


@spoken
async def first(request: Request) -> Response:
    """The form in which the first administrator is made, while there is none."""
    if door().standing() is not Standing.FIRST:
        return _onward("/login")
    if request.method == "GET":
        return _shown(request, _first_page())
    typed = await typed_into(request)
    again = partial(_first_page, typed.get("code", ""), typed.get("name", ""))
    if not is_ours(request, typed):
        return _old(request, again)
    if typed.get("password") != typed.get("again"):
        return _wrong(request, again, _("The two passwords are not the same."))
    step = partial(
        make_first_administrator, door().store, typed.get("code", ""), typed.get("name", ""), typed.get("password", ""),
        address_of(request.scope),
    )  # fmt: skip
    return await _opened(request, step, again, "/")


@spoken
async def password(request: Request) -> Response:
    """The form in which somebody chooses a password with a link that they were given."""
    store = door().store
    if request.method == "GET":
        code = request.query_params.get("code", "")
        name = await run_in_threadpool(holder_of, store, code)
        return _shown(request, _password_page(code, name))
    typed = await typed_into(request)
    code = typed.get("code", "")
    name = await run_in_threadpool(holder_of, store, code)
    again = partial(_password_page, code, name)
    if not is_ours(request, typed):
        return _old(request, again)
    if typed.get("password") != typed.get("again"):
        return _wrong(request, again, _("The two passwords are not the same."))
    step = partial(choose_password, store, code, typed.get("password", ""), address_of(request.scope))
    return await _opened(request, step, again, "/")


@spoken
async def account(request: Request) -> Response:
    """One's own account: another password, and signing out."""
    visitor: Visitor | None = request.scope.get(VISITOR)
    if visitor is None or visitor.session is None:
        return _onward("/")
    again = partial(_account_page, visitor)
    if request.method == "GET":
        return _shown(request, again())
    typed = await typed_into(request)
    if not is_ours(request, typed):
        return _old(request, again)
    if typed.get("password") != typed.get("again"):
        return _wrong(request, again, _("The two passwords are not the same."))
    try:
        await run_in_threadpool(
            change_own_password, door().store, visitor.session, typed.get("old", ""), typed.get("password", ""),
            address_of(request.scope),
        )  # fmt: skip
    except HeldBackError as error:
        return _held_back(request, again, error)
    except GuobanError as error:
        return _wrong(request, again, f"{error.message} {error.hint}".strip())
    door().forget()
    return _shown(request, again(done=_("The password was changed; sign-ins elsewhere have ended.")))


@spoken
async def logout(request: Request) -> Response:
    """End the session, or all of the account; asked by a form, never by a mere link."""
    visitor: Visitor | None = request.scope.get(VISITOR)
    if visitor is None or visitor.session is None:
        return _onward("/login")
    if request.method == "GET":
        return _onward("/account")
    typed = await typed_into(request)
    if not is_ours(request, typed):
        return _old(request, partial(_account_page, visitor))
    everywhere = typed.get("everywhere") == "yes"
    address = address_of(request.scope)
    await run_in_threadpool(close_session, door().store, visitor.session, everywhere=everywhere, address=address)
    door().forget()
    answer = _onward("/login?out=yes" if request.scope.get(NAMED) is not None else "/login")
    take_cookie(answer, request.scope, SESSION)
    return answer


async def _signed_on(request: Request, wanted: str) -> Response:
    """Let in whom the proxy names; whoever has just signed out is asked first."""
    at = door()
    if at.sign_on is None or "out" in request.query_params:
        return _shown(request, _signed_out_page(at.sign_on.sign_out if at.sign_on else ""))
    step = partial(sign_on, at.store, at.sign_on, request.scope[NAMED], address_of(request.scope))
    return await _opened(request, step, partial(_login_page, wanted), wanted)


def _signed_out_page(elsewhere: str) -> Entrance:
    """Signed out here; the proxy's own sign-in lasts until it is ended there."""
    ways = [(_("Sign in again"), "/login")]
    if elsewhere:
        ways.append((_("End the sign-in of the office too"), elsewhere))
    return Entrance(
        _("Signed out"), _("The sign-in of the office goes on; whoever is at this computer can use it."), (), ways=ways
    )


def _login_page(wanted: str, name: str = "", wrong: str = "") -> Entrance:
    return Entrance(
        _("Sign in"),
        _("With the account that the county's administrator has given you."),
        [
            Form(
                "/login",
                _("Sign in"),
                [
                    Field("name", _("Account"), filled="username", value=name),
                    Field("password", _("Password"), "password", "current-password"),
                ],
                [("next", wanted)],
            )
        ],
        wrong,
    )


def _first_page(code: str = "", name: str = "", wrong: str = "") -> Entrance:
    return Entrance(
        _("The first administrator"),
        _("Nobody can sign in yet. The one-time code was printed where Guoban was started."),
        [
            Form(
                "/first",
                _("Make the account and sign in"),
                [
                    Field("code", _("One-time code"), value=code),
                    Field("name", _("Name of the account"), filled="username", value=name),
                    *_new_password(),
                ],
            )
        ],
        wrong,
    )


def _password_page(code: str, name: str, wrong: str = "") -> Entrance:
    return Entrance(
        _("Choose a password"),
        _("For the account {name}. This link works once.").format(name=name),
        [Form("/password", _("Keep it and sign in"), _new_password(), [("code", code)])],
        wrong,
    )


def _account_page(visitor: Visitor, wrong: str = "", done: str = "") -> Entrance:
    old = Field("old", _("Present password"), "password", "current-password")
    return Entrance(
        visitor.name,
        visitor.role.said,
        [
            Form("/account", _("Change the password"), [old, *_new_password()], title=_("Another password")),
            Form("/logout", _("Sign out"), quiet=True),
            Form("/logout", _("Sign out everywhere"), hidden=[("everywhere", "yes")], quiet=True),
        ],
        wrong,
        done,
        home="/",
    )


def _new_password() -> list[Field]:
    least = door().store.rules.shortest_password
    hint = ngettext(
        "At least {count} character, of any kind.", "At least {count} characters, of any kind.", least
    ).format(count=least)
    return [
        Field("password", _("New password"), "password", "new-password", hint=hint),
        Field("again", _("The same once more"), "password", "new-password"),
    ]


async def _opened(request: Request, step: Callable[[], str], again: Callable[..., Entrance], wanted: str) -> Response:
    """Do what opens a session; then go on, or show the form again with what is wrong."""
    try:
        token = await run_in_threadpool(step)
    except HeldBackError as error:
        return _held_back(request, again, error)
    except GuobanError as error:
        return _wrong(request, again, f"{error.message} {error.hint}".strip())
    await run_in_threadpool(_leave, door(), cookie_of(request.scope, SESSION), address_of(request.scope))
    door().forget()
    answer = _onward(wanted)
    give_cookie(answer, request.scope, SESSION, token, int(door().store.rules.absolute))
    take_cookie(answer, request.scope, FORM)
    return answer


def _leave(at: Door, token: str, address: str) -> None:
    """End the session that this browser held until now: it would stay open with nobody to close it."""
    before = visitor_of(at.store, token)
    if before is not None and before.session is not None:
        close_session(at.store, before.session, address=address)


def _is_new(at: Door) -> bool:
    """Whether nobody can sign in yet."""
    return at.standing() is Standing.FIRST and not accounts(at.store)


def _old(request: Request, again: Callable[..., Entrance]) -> Response:
    """A form that is not ours, or was opened before somebody signed in or out."""
    return _wrong(request, again, _("This form has grown old. Please send it again."))


def _held_back(request: Request, again: Callable[..., Entrance], error: HeldBackError) -> Response:
    answer = _shown(request, again(wrong=error.message), HTTPStatus.TOO_MANY_REQUESTS)
    answer.headers["Retry-After"] = str(error.seconds)
    return answer


def _wrong(request: Request, again: Callable[..., Entrance], words: str) -> Response:
    return _shown(request, again(wrong=words), HTTPStatus.FORBIDDEN)


def _shown(request: Request, page: Entrance, status: HTTPStatus = HTTPStatus.OK) -> Response:
    secret = form_secret(request)
    html = entrance_page(page, form_token(request, secret))
    answer = HTMLResponse(html, status, headers=FRESH | {"Content-Security-Policy": entrance_policy()})
    give_cookie(answer, request.scope, FORM, secret)
    return answer


def _onward(path: str) -> RedirectResponse:
    return RedirectResponse(path, HTTPStatus.SEE_OTHER, headers=FRESH)
