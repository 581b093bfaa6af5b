package dev.rollcall.delivery.ssf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.row.EventRow;
import dev.rollcall.core.read.member.EventQueries.RecordedEvent;
import dev.rollcall.delivery.ssf.store.Notice;
import dev.rollcall.delivery.ssf.store.SecurityEvent;
import dev.rollcall.delivery.ssf.store.Stream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Turns an event of the feed into Security Event Tokens: one token for each Security Event, as the interoperability profile
 * requires, and those of one change share their {@code txn}. A function of its arguments: a token that is made again is the same.
 */
final class Tokens {

    private Tokens() {}

    /** The tokens of this event on this stream, in order; none when it tells the receiver nothing. */
    static List<Token> of(Stream stream, RecordedEvent recorded) {
        List<Token> tokens = new ArrayList<>();
        EventRow event = recorded.event();
        for (SecurityEvent kind : stream.delivered()) {
            boolean made = kind.types().stream().anyMatch(type -> type.word().equals(event.type()));
            if (made) {
                Payload.of(kind, recorded).ifPresent(payload -> {
                    String jti = jti(stream, event, kind);
                    ObjectNode claims = claims(stream, jti, recorded.at())
                            .put("toe", recorded.at().getEpochSecond())
                            .put("txn", event.requestId().toString());
                    claims.set("sub_id", payload.subject());
                    claims.putObject("events").set(kind.uri(), payload.event());
                    tokens.add(new Token(jti, event.seq(), kind.uri(), claims));
                });
            }
        }
        return tokens;
    }

    /** The token of a notice about the stream itself (SSF 1.0 sections 8.1.4 and 8.1.5). */
    static Token of(Stream stream, Notice notice) {
        String jti = notice.id().toString();
        ObjectNode claims = claims(stream, jti, notice.at());
        claims.putObject("sub_id").put("format", "opaque").put("id", stream.id().toString());
        claims.set("events", notice.events());
        return new Token(jti, 0, notice.events().fieldNames().next(), claims);
    }

    private static ObjectNode claims(Stream stream, String jti, Instant at) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("iss", stream.issuer())
                .put("aud", stream.audience())
                .put("jti", jti)
                .put("iat", at.getEpochSecond());
    }

    /** Begins with the number of the event, by which it is found again; the rest is of this event and this stream alone. */
    private static String jti(Stream stream, EventRow event, SecurityEvent kind) {
        return event.seq() + "." + digest(stream.id() + " " + event.id() + " " + kind.uri());
    }

    /** The number of the event of a token; -1 when the id is of none. */
    static long seq(String jti) {
        int dot = jti.indexOf('.');
        try {
            return dot < 0 ? -1 : Long.parseLong(jti.substring(0, dot));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static UUID digest(String text) {
        try {
            ByteBuffer digest = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
