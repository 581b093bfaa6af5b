package dev.rollcall.server.jwt;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Stream;

/** Checks tokens that others have signed: signature, issuer, audience and times, with a message of its own for each fault. */
public final class JwtVerifier {

    private final InstantSource time;
    private final Duration skew;

    /**
     * Makes one.
     *
     * @param skew how far the clock of an issuer may be from this one's
     */
    public JwtVerifier(InstantSource time, Duration skew) {
        this.time = time;
        this.skew = skew;
    }

    /**
     * What a token must say.
     *
     * @param issuer its {@code iss}, letter by letter
     * @param audiences one of them must be in its {@code aud}
     */
    public record Expected(String issuer, Set<String> audiences) {
        public Expected {
            audiences = Set.copyOf(audiences);
        }
    }

    /**
     * The claims of a token; fails with {@link InvalidJwt} when it is not to be trusted, with {@link KeysUnavailable} when that
     * cannot be found out now.
     */
    public Future<JsonObject> verify(String token, KeySource keys, Expected expected) {
        Jws jws;
        try {
            jws = Jws.parse(token);
            issuer(jws.claims(), expected);
        } catch (InvalidJwt e) {
            return Future.failedFuture(e);
        }
        return keys.keys(jws).compose(found -> found.claims(jws)).map(claims -> {
            require(claims, expected);
            return claims;
        });
    }

    private void require(JsonObject signed, Expected expected) {
        try {
            issuer(signed, expected);
            audience(signed, expected);
            times(signed);
        } catch (InvalidJwt e) {
            throw e.ofSigned();
        }
    }

    /** Whether a time is farther ahead than that. */
    public boolean isFarther(Instant end, Duration ahead) {
        return end.isAfter(time.instant().plus(ahead));
    }

    /**
     * Lets pass claims that are valid for a while at most, from their {@code iat} on and from now on.
     *
     * @param limit what sets that, to stand in the reason
     * @throws InvalidJwt they are valid for longer
     */
    public void requireLife(JsonObject claims, Duration longest, String limit) {
        Instant end = Times.read(claims, Times.END);
        boolean fromItsBegin = claims.containsKey("iat")
                && end.isAfter(Times.read(claims, "iat").plus(longest));
        if (fromItsBegin || isFarther(end, longest.plus(skew))) {
            throw new InvalidJwt(
                    "it is valid for longer than the " + longest.toSeconds() + " seconds of " + limit + " (exp, iat)");
        }
    }

    /** When a token that ends then is not taken by any clock. */
    public Instant overFor(Instant end) {
        return end.plus(skew);
    }

    private static void issuer(JsonObject claims, Expected expected) {
        if (!expected.issuer().equals(claims.getValue("iss"))) {
            throw new InvalidJwt("its issuer (iss) is not " + expected.issuer());
        }
    }

    private static void audience(JsonObject claims, Expected expected) {
        Object audience = claims.getValue("aud");
        Stream<?> named = audience instanceof JsonArray several ? several.stream() : Stream.ofNullable(audience);
        if (named.noneMatch(
                name -> name instanceof String text && expected.audiences().contains(text))) {
            throw new InvalidJwt("its audience (aud) is not " + String.join(" or ", expected.audiences()));
        }
    }

    private void times(JsonObject claims) {
        Instant now = time.instant();
        if (!claims.containsKey(Times.END)) {
            throw new InvalidJwt("it has no expiry (exp)");
        }
        Instant end = Times.read(claims, Times.END);
        if (!now.minus(skew).isBefore(end)) {
            throw new InvalidJwt("it expired at " + end);
        }
        for (String start : Times.STARTS) {
            if (claims.containsKey(start) && Times.read(claims, start).isAfter(now.plus(skew))) {
                throw new InvalidJwt("it is not valid before " + Times.read(claims, start) + " (" + start
                        + "), and the clock of this gateway says " + now);
            }
        }
    }
}
