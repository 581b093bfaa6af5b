package dev.rollcall.console;

import dev.rollcall.console.activity.AuditPages;
import dev.rollcall.console.activity.HoldPages;
import dev.rollcall.console.activity.OverviewPage;
import dev.rollcall.console.activity.SeatPages;
import dev.rollcall.console.activity.SessionPages;
import dev.rollcall.console.delivery.SendPages;
import dev.rollcall.console.delivery.WebhookPages;
import dev.rollcall.console.identity.ConditionPages;
import dev.rollcall.console.identity.Directories;
import dev.rollcall.console.identity.Domains;
import dev.rollcall.console.identity.GuardPages;
import dev.rollcall.console.identity.LifePages;
import dev.rollcall.console.identity.PreviewPages;
import dev.rollcall.console.identity.RolePages;
import dev.rollcall.console.identity.SetupPages;
import dev.rollcall.console.identity.SourcePages;
import dev.rollcall.console.identity.SyncPages;
import dev.rollcall.console.identity.WorkbenchPages;
import dev.rollcall.console.live.Followers;
import dev.rollcall.console.operator.ConflictPages;
import dev.rollcall.console.operator.OrganisationPages;
import dev.rollcall.console.operator.RulePages;
import dev.rollcall.console.operator.SystemPage;
import dev.rollcall.console.people.GroupPages;
import dev.rollcall.console.people.KeptOutPages;
import dev.rollcall.console.people.PeoplePages;
import dev.rollcall.console.people.PersonPages;
import dev.rollcall.console.people.RecoveryPages;
import dev.rollcall.console.requests.RequestPages;
import dev.rollcall.console.web.Assets;
import dev.rollcall.console.web.Calculations;
import dev.rollcall.console.web.Look;
import dev.rollcall.console.web.Pages;
import dev.rollcall.console.web.Pages.Handling;
import dev.rollcall.console.web.Proposal;
import dev.rollcall.console.web.Proposals;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Maps every address of the console to the page that it leads to. */
public final class Console {

    private static final int LARGEST_FORM = 256 * 1024;
    private static final String BARE = "/console";
    private static final String SESSION = BARE + "/session";
    private static final String DIRECTORY = "/directories/:directory";

    private final Router router;
    private final Pages pages;

    private Console(
            Vertx vertx,
            Predicate<HttpServerRequest> isOwnPage,
            Look look,
            Followers followers,
            Calculations calculations) {
        router = Router.router(vertx);
        Assets assets = new Assets(look);
        // It asks the node that it is part of, at the address that the browser has reached: no name has to be proved.
        WebClientOptions options = new WebClientOptions()
                .setUserAgent("Rollcall console")
                .setTrustAll(true)
                .setVerifyHost(false);
        pages = new Pages(WebClient.create(vertx, options), assets, followers, calculations);
        router.route().failureHandler(this::failed);
        read("/assets/:file", assets::serve);
        read("/sign-in", pages.open("Sign in", "signIn.jte"));
        router.post().handler(context -> {
            if (isOwnPage.test(context.request())) {
                context.next();
            } else {
                context.fail(403);
            }
        });
        router.post().handler(BodyHandler.create(false).setBodyLimit(LARGEST_FORM));
        Start start = new Start();
        router.post("/sign-out").handler(pages.page(start::signOut));
        router.post("/sign-out-everywhere").handler(pages.page(start::signOutEverywhere));
        read("/", pages.page(start::enter));
    }

    /**
     * The pages, for one event loop.
     *
     * @param isOwnPage whether a request comes from a page of this gateway; a form of another site is refused
     * @param followers the parts of pages that are open at this node, over all event loops
     * @param calculations what is worked out for its pages, over all event loops
     */
    public static Router router(
            Vertx vertx,
            Predicate<HttpServerRequest> isOwnPage,
            Look look,
            Followers followers,
            Calculations calculations) {
        Console console = new Console(vertx, isOwnPage, look, followers, calculations);
        console.identity();
        console.people();
        console.activity();
        console.operator();
        console.delivery();
        console.router.route().last().handler(console::failed);
        return console.router;
    }

    /** The session stands below the same path and is no page: what goes wrong there is answered by the gateway. */
    private void failed(RoutingContext context) {
        if (context.normalizedPath().startsWith(SESSION)) {
            context.next();
        } else if (BARE.equals(context.normalizedPath()) && context.failure() == null) {
            context.response()
                    .setStatusCode(303)
                    .putHeader("Location", BARE + "/")
                    .end();
        } else {
            pages.failed(context);
        }
    }

    private void identity() {
        Domains domains = new Domains();
        get("/domains", domains::list);
        post("/domains", domains::claim);
        get("/domains/:domain", domains::show);
        get("/domains/:domain/live", domains::live);
        post("/domains/:domain/check", domains::check);
        propose("/domains/:domain/release", domains::release);
        propose("/domains/:domain/attest", domains::attest);

        Directories directories = new Directories();
        get("/directories", directories::list);
        post("/directories", directories::create);
        get("/connect", directories::choose);

        SetupPages setup = new SetupPages();
        get(DIRECTORY + "/setup", setup::show);
        get(DIRECTORY + "/setup/live", setup::live);
        post(DIRECTORY + "/credentials", setup::issue);
        propose(DIRECTORY + "/credentials/:credential/revoke", setup::revoke);

        RolePages roles = new RolePages();
        get(DIRECTORY + "/roles", roles::show);
        get(DIRECTORY + "/roles/forecast", roles::forecast);
        propose(DIRECTORY + "/roles/add", roles::add);
        ConditionPages conditions = new ConditionPages(roles);
        get(DIRECTORY + "/roles/when", conditions::set);
        post(DIRECTORY + "/roles/when", conditions::set);
        get(DIRECTORY + "/roles/when/forecast", conditions::judge);
        propose(DIRECTORY + "/roles/order", roles::order);
        propose(DIRECTORY + "/roles/default", roles::byDefault);
        propose(DIRECTORY + "/roles/nested", roles::nested);
        propose(DIRECTORY + "/roles/:assignment/change", roles::change);
        propose(DIRECTORY + "/roles/:assignment/remove", roles::remove);

        SyncPages sync = new SyncPages();
        get(DIRECTORY + "/sync", sync::show);
        get(DIRECTORY + "/sync/live", sync::live);
        post(DIRECTORY + "/syncs", sync::ask);
        SourcePages source = new SourcePages();
        post(DIRECTORY + "/source", source::set);
        post(DIRECTORY + "/source/check", source::check);
        post(DIRECTORY + "/source/groups", source::choose);
        propose(DIRECTORY + "/source/remove", source::remove);
        WorkbenchPages workbench = new WorkbenchPages();
        get(DIRECTORY + "/profile", workbench::show);
        post(DIRECTORY + "/profile", workbench::act);
        propose(DIRECTORY + "/profile/versions/:number/restore", workbench::restore);

        get(DIRECTORY + "/preview", new PreviewPages()::show);
        LifePages life = new LifePages();
        get(DIRECTORY + "/settings", life::settings);
        post(DIRECTORY + "/settings", life::change);
        propose(DIRECTORY + "/start-preview", life::startPreview);
        propose(DIRECTORY + "/activate", life::activate);
        propose(DIRECTORY + "/pause", life::pause);
        propose(DIRECTORY + "/resume", life::resume);
        propose(DIRECTORY + "/deactivate", life::deactivate);
        propose(DIRECTORY + "/activations/:activation/undo", life::undo);
        propose(DIRECTORY + "/delete", life::delete);
        GuardPages guard = new GuardPages();
        propose(DIRECTORY + "/guard", guard::guard);
        decide(DIRECTORY + "/move", guard::move);
    }

    private void people() {
        PeoplePages people = new PeoplePages();
        get("/people", people::list);
        get("/people.csv", people::export);
        PersonPages person = new PersonPages();
        get("/people/invite", person::form);
        post("/people/invite", person::invite);
        get("/people/:member", person::show);
        propose("/people/:member/change", person::change);
        propose("/people/:member/remove", person::remove);
        get("/kept-out", new KeptOutPages()::show);
        get("/groups", new GroupPages()::show);
        RecoveryPages recovery = new RecoveryPages();
        get("/recovery", recovery::show);
        propose("/recovery/grant", recovery::grant);
        propose("/recovery/:member/end", recovery::end);
    }

    private void activity() {
        get("", new OverviewPage()::show);
        HoldPages holds = new HoldPages();
        get("/holds", holds::list);
        get("/holds/:hold", holds::show);
        decide("/holds/:hold/approve", holds::approve);
        decide("/holds/:hold/reject", holds::reject);
        RequestPages requests = new RequestPages();
        get("/requests", requests::list);
        get("/requests/:request", requests::show);
        get("/requests/:request/bundle", requests::bundle);
        get("/requests/:request/replay", requests::replay);
        get("/seats", new SeatPages()::show);
        get("/audit", new AuditPages()::list);
        SessionPages sessions = new SessionPages();
        get("/sessions", sessions::list);
        propose("/sessions/:session/end", sessions::end);
    }

    private void operator() {
        OrganisationPages organisations = new OrganisationPages();
        read("/operator/organisations", pages.page(organisations::list));
        router.post("/operator/organisations").handler(pages.page(organisations::create));
        RulePages rules = new RulePages();
        get("/rules", rules::show);
        propose("/rules/plan", rules::plan);
        propose("/rules/seat-policy", rules::seatPolicy);
        propose("/rules/unverified-domains", rules::unverifiedDomains);
        propose("/rules/last-admin", rules::lastAdmin);
        ConflictPages conflicts = new ConflictPages();
        read("/operator/conflicts", pages.page(conflicts::list));
        for (String verb : List.of("release", "keep")) {
            both(
                    "/operator/conflicts/:conflict/" + verb,
                    Proposals.of(verb.equals("keep") ? conflicts::keep : conflicts::release));
        }
        SessionPages sessions = new SessionPages();
        read("/operator/sessions", pages.page(sessions::list));
        both("/operator/sessions/:session/end", Proposals.of(sessions::end));
        read("/operator/system", pages.page(new SystemPage()::show));
    }

    /** The same pages for the endpoints of an organisation and for the operator's own. */
    private void delivery() {
        WebhookPages webhooks = new WebhookPages();
        SendPages send = new SendPages();
        for (String base : List.of("/o/:org/delivery", "/operator/delivery")) {
            String one = base + "/:webhook";
            read(base, pages.page(webhooks::list));
            router.post(base).handler(pages.page(webhooks::create));
            read(one, pages.page(webhooks::show));
            router.post(one).handler(pages.page(webhooks::change));
            router.post(one + "/rotate").handler(pages.page(webhooks::rotate));
            router.post(one + "/test").handler(pages.page(send::test));
            router.post(one + "/again").handler(pages.page(send::again));
            router.post(one + "/since").handler(pages.page(send::since));
            both(one + "/enable", Proposals.of(send::enable));
            both(one + "/disable", Proposals.of(send::disable));
            both(one + "/delete", Proposals.of(send::delete));
        }
    }

    private void both(String path, Handling handling) {
        read(path, pages.page(handling));
        router.post(path).handler(pages.page(handling));
    }

    /** A page of one organisation. */
    private void get(String path, Handling handling) {
        read("/o/:org" + path, pages.page(handling));
    }

    /** The answer to HEAD is that to GET without its body. */
    private void read(String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
    }

    private void post(String path, Handling handling) {
        router.post("/o/:org" + path).handler(pages.page(handling));
    }

    /** A change: GET shows what it would do, POST does it. */
    private void propose(String path, Function<Visit, Proposal> maker) {
        get(path, Proposals.of(maker));
        post(path, Proposals.of(maker));
    }

    private void decide(String path, Function<Visit, Future<Proposal>> maker) {
        get(path, Proposals.handling(maker));
        post(path, Proposals.handling(maker));
    }
}
