package dev.rollcall.server.api;

import dev.rollcall.core.secret.Keys;
import dev.rollcall.server.api.IdempotentRequests.OwnedKey;
import dev.rollcall.server.api.IdempotentRequests.Taken;
import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.auth.session.Session;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets a write with an {@code Idempotency-Key} take effect once, however often it is sent: the successful answer is kept for a day
 * and sent again. After any other answer the key is free, because then nothing was changed. If a node dies between the effect and
 * its answer, a repeated request is carried out again some minutes later; the API's writes are designed so that the second time
 * changes nothing or is refused.
 */
public final class Idempotency {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern TEXT = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(10);

    /** Stands for the organisation of a request that names none. */
    private static final UUID NONE = new UUID(0, 0);

    private final OrganisationAccess organisations;
    private final IdempotentRequests requests;

    /** The one that seals first. */
    private final List<ResponseCipher> seals;

    /** Takes the keys that answers are sealed with; see {@link dev.rollcall.server.auth.ServerKey#forAnswers}. */
    public Idempotency(ApiParts api, Keys secrets) {
        this.organisations = api.organisations();
        this.requests = new IdempotentRequests(api.database(), api.circuit(), api.time());
        this.seals = secrets.each(secret -> new ResponseCipher(secret.bytes()));
    }

    /** Forgets old keys from time to time. */
    public void clean(Vertx vertx) {
        vertx.setPeriodic(BETWEEN_CLEANINGS.toMillis(), timer -> forgetOld());
    }

    /** Forgets old keys; says how many. */
    Future<Integer> forgetOld() {
        return requests.forgetOld();
    }

    /** On the routes of writes, behind authentication and the reading of the body. */
    public void begin(RoutingContext context) {
        String key = key(context);
        if (key == null || RuleRequests.isDryRun(context)) {
            context.next();
            return;
        }
        Buffer fingerprint = fingerprint(context);
        String owner = owner(Session.principal(context));
        organisation(context)
                .compose(orgId -> sealOf(orgId, owner, key).compose(seal -> {
                    OwnedKey owned = new OwnedKey(orgId, owner, seal.hash(key));
                    return requests.take(owned, fingerprint)
                            .compose(taken ->
                                    go(context, new StoredResponse(requests, seal, owned, key, fingerprint), taken));
                }))
                .onFailure(context::fail);
    }

    /** A request that came before the server key was exchanged is known by the former one. */
    private Future<ResponseCipher> sealOf(UUID orgId, String owner, String key) {
        Future<ResponseCipher> found = Future.succeededFuture(seals.get(0));
        for (ResponseCipher former : seals.subList(1, seals.size())) {
            found = found.compose(soFar -> soFar != seals.get(0)
                    ? Future.succeededFuture(soFar)
                    : requests.isKnown(new OwnedKey(orgId, owner, former.hash(key)))
                            .map(known -> known ? former : soFar));
        }
        return found;
    }

    private static Future<Void> go(RoutingContext context, StoredResponse answer, Taken taken) {
        if (taken instanceof Taken.Before before) {
            return answer.again(context, before);
        }
        answer.begin(context, ((Taken.Now) taken).since());
        context.next();
        return Future.succeededFuture();
    }

    /** On the same routes, for requests that failed: their key is free. */
    public void giveUp(RoutingContext context) {
        StoredResponse.giveUp(context).onComplete(done -> context.next());
    }

    private static @Nullable String key(RoutingContext context) {
        String header = context.request().getHeader(HEADER);
        if (header == null) {
            return null;
        }
        String stripped = header.strip();
        boolean quoted = stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
        String key = quoted ? stripped.substring(1, stripped.length() - 1) : stripped;
        if (!TEXT.matcher(key).matches()) {
            throw Problem.badRequest("The header " + HEADER
                            + " cannot be used: give 1 to 255 ASCII letters, digits and signs, such as a UUID.")
                    .exception();
        }
        return key;
    }

    private Future<UUID> organisation(RoutingContext context) {
        return context.pathParam("org") == null
                ? Future.succeededFuture(NONE)
                : organisations.of(context).map(organisation -> organisation.id());
    }

    private static String owner(Principal principal) {
        return principal.scope().claim() + " " + principal.subject();
    }

    private static Buffer fingerprint(RoutingContext context) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((context.request().method() + " " + context.request().uri() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            Buffer body = context.body().buffer();
            return Buffer.buffer(body == null ? digest.digest() : digest.digest(body.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** What is told about a key that was used before for another request, or whose request has no answer yet. */
    static Problem unusable(boolean isAnother) {
        return isAnother
                ? ProblemType.IDEMPOTENCY_KEY_REUSED.problem("This " + HEADER
                        + " was used for another request in the last 24 hours. Send this one with a key of its own.")
                : ProblemType.REQUEST_UNDER_WAY.problem("A request with this " + HEADER
                        + " is still being carried out. Send it again in a few seconds to get the response.");
    }
}
