package dev.rollcall.console.web;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.Api;
import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.SignedIn;
import dev.rollcall.console.api.organisation.Organization;
import dev.rollcall.console.live.Followers;
import dev.rollcall.console.live.Sight;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.WebClient;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the handlers of pages, and writes their results with the frame that surrounds every page. */
public final class Pages {

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    static final String SIGN_IN = "/console/sign-in";

    private static final String POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors ";

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final WebClient client;
    private final Assets assets;
    private final String policy;
    private final Followers followers;
    private final Calculations calculations;

    /** A handler of pages; it may fail with an {@link ApiProblem}. */
    @FunctionalInterface
    public interface Handling extends Function<Visit, Future<? extends Outcome>> {}

    public Pages(WebClient client, Assets assets, Followers followers, Calculations calculations) {
        this.client = client;
        this.assets = assets;
        this.followers = followers;
        this.calculations = calculations;
        this.policy = POLICY + assets.look().frameAncestors();
    }

    /** A page, with its organisation when the path names one. */
    public Handler<RoutingContext> page(Handling handling) {
        return context -> {
            Visit visit = visit(context);
            Future<SignedIn> session = visit.session();
            Future<? extends Outcome> outcome = run(handling, visit);
            outcome.onComplete(done -> {
                if (done.failed()) {
                    session.onComplete(who -> fail(context, visit, who.succeeded() ? done.cause() : who.cause()));
                } else if (done.result() instanceof Outcome.Page page) {
                    framed(visit, session, page)
                            .onSuccess(frame -> show(context, frame, page))
                            .onFailure(failure -> fail(context, visit, failure));
                } else {
                    write(context, done.result());
                }
            });
        };
    }

    /** A page that nobody has to be signed in for. */
    public Handler<RoutingContext> open(String title, String template) {
        return context -> show(
                context,
                new Frame(null, null, Section.OVERVIEW, title, "", assets),
                Outcome.Page.of(Section.OVERVIEW, title, template, ""));
    }

    /** For what stands beside the pages, such as signing out. */
    public Visit visit(RoutingContext context) {
        return new Visit(context, new Api(client, context.request()), calculations);
    }

    private static Future<? extends Outcome> run(Handling handling, Visit visit) {
        try {
            return handling.apply(visit);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private Future<Frame> framed(Visit visit, Future<SignedIn> session, Outcome.Page page) {
        Future<Organization> organisation = visit.path("org").isEmpty()
                ? Future.succeededFuture()
                : visit.api().get(visit.org(), Organization.class).map(Answer::value);
        return Future.all(session, organisation)
                .map(both ->
                        new Frame(session.result(), organisation.result(), page.section(), page.title(), "", assets));
    }

    private void write(RoutingContext context, Outcome outcome) {
        HttpServerResponse response = context.response();
        if (outcome instanceof Outcome.Onward onward) {
            if (!onward.notice().isEmpty()) {
                Notices.leave(context, onward.notice());
            }
            response.setStatusCode(303).putHeader("Location", onward.location()).end();
        } else if (outcome instanceof Outcome.SignedOut out) {
            response.setStatusCode(303)
                    .putHeader("Set-Cookie", out.cookie())
                    .putHeader("Location", SIGN_IN + "?out=true")
                    .end();
        } else if (outcome instanceof Outcome.Part part) {
            send(context, render(part.template(), part.values()));
        } else if (outcome instanceof Outcome.Unchanged) {
            response.setStatusCode(204).end();
        } else if (outcome instanceof Outcome.Download download) {
            // The first piece shows whether there is a file at all.
            download.pieces()
                    .get()
                    .onFailure(failure -> fail(context, visit(context), failure))
                    .onSuccess(first -> {
                        response.putHeader("Content-Type", download.type())
                                .putHeader("Content-Disposition", "attachment; filename=\"" + download.name() + "\"")
                                .putHeader("Cache-Control", "no-store")
                                .putHeader("X-Content-Type-Options", "nosniff")
                                .setChunked(true);
                        pour(response, Future.succeededFuture(first), download.pieces());
                    });
        } else if (outcome instanceof Outcome.Following following) {
            follow(context, following);
        }
    }

    private void follow(RoutingContext context, Outcome.Following following) {
        if (context.request().method().equals(HttpMethod.HEAD)) {
            context.response().putHeader("Content-Type", "text/event-stream").end();
            return;
        }
        followers.follow(
                context,
                following.subject(),
                visit(context).value("was"),
                () -> following.look().get().map(this::sight));
    }

    private Sight sight(Outcome.Now now) {
        return new Sight(
                now.stamp(),
                () -> render(now.part().template(), now.part().values()).toString());
    }

    /** One piece after the other, so that a file of any size takes the memory of one piece. A failure breaks it off. */
    private static void pour(
            HttpServerResponse response, Future<@Nullable String> next, Supplier<Future<@Nullable String>> rest) {
        next.compose(piece -> piece == null
                        ? response.end()
                        : response.write(piece).onSuccess(written -> pour(response, rest.get(), rest)))
                .onFailure(failure -> response.reset());
    }

    private void show(RoutingContext context, Frame frame, Outcome.Page page) {
        Frame told = new Frame(
                frame.signedIn(), frame.organisation(), frame.section(), frame.title(), Notices.take(context), assets);
        context.response().setStatusCode(page.status());
        try {
            send(context, render(page.template(), Map.of("frame", told, "view", page.view())));
        } catch (RuntimeException e) {
            context.fail(e);
        }
    }

    /** Every problem is a page; a script that asks for a part is told by the status alone. */
    private void fail(RoutingContext context, Visit visit, Throwable failure) {
        if (visit.isToFollow()) {
            Followers.refuse(context, failure);
            return;
        }
        if (failure instanceof ApiProblem problem && problem.isSignedOut()) {
            if (visit.isOfScript()) {
                // The page stays, and says so itself: what was typed in it is not lost.
                context.response().setStatusCode(401).end();
            } else {
                context.response()
                        .setStatusCode(303)
                        .putHeader("Location", SIGN_IN)
                        .end();
            }
            return;
        }
        if (!(failure instanceof ApiProblem)) {
            LOG.warn("a page of the console could not be made", failure);
        }
        Problem shown = Problem.of(failure, "/console/");
        if (failure instanceof ApiProblem problem && problem.status() == 412) {
            shown = shown.leadingTo(String.valueOf(context.request().path()) + visit.query(), "See the present state");
        }
        Problem problem = shown;
        Outcome.Page page =
                new Outcome.Page(problem.status(), Section.OVERVIEW, problem.title(), "problem.jte", problem);
        framed(visit, visit.session(), page)
                .otherwise(new Frame(null, null, Section.OVERVIEW, problem.title(), "", assets))
                .onSuccess(frame -> show(context, frame, page));
    }

    /** What no route takes, and what failed in the making. */
    public void failed(RoutingContext context) {
        int status = context.statusCode() < 400 ? 404 : context.statusCode();
        if (context.failure() != null) {
            LOG.warn("a page of the console could not be made", context.failure());
        }
        Problem problem = status == 404
                ? new Problem(
                        404,
                        "This page does not exist",
                        "The address may be mistyped, or what it showed is gone.",
                        "/console/",
                        "Go to the start")
                : new Problem(
                        status,
                        "This did not work",
                        "The gateway's log says why. Nothing that you typed was carried out, unless the page before"
                                + " said so.",
                        "/console/",
                        "Go to the start");
        show(
                context,
                new Frame(null, null, Section.OVERVIEW, problem.title(), "", assets),
                new Outcome.Page(status, Section.OVERVIEW, problem.title(), "problem.jte", problem));
    }

    private Buffer render(String template, Map<String, Object> values) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        templates.render(template, values, output);
        return Buffer.buffer(output.toByteArray());
    }

    private void send(RoutingContext context, Buffer page) {
        context.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", policy)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store")
                .end(page);
    }
}
