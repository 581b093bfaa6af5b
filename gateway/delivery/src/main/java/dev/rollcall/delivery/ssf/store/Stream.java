package dev.rollcall.delivery.ssf.store;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A stream: what one receiver is sent, and how (SSF 1.0 section 8.1.1).
 *
 * @param issuer {@code iss} of its tokens, as the receiver saw the transmitter when it made the stream
 * @param audience {@code aud} of its tokens
 */
public record Stream(UUID orgId, UUID id, UUID receiver, String issuer, String audience, Wish wish, State state) {

    /** How tokens reach the receiver. */
    public enum Method {
        /** RFC 8935. */
        PUSH("urn:ietf:rfc:8935", "set_push"),
        /** RFC 8936. */
        POLL("urn:ietf:rfc:8936", "set_poll");

        private final String uri;
        private final String kind;

        Method(String uri, String kind) {
            this.uri = uri;
            this.kind = kind;
        }

        /** In {@code delivery} of a stream. */
        public String uri() {
            return uri;
        }

        /** As an endpoint. */
        String kind() {
            return kind;
        }

        static Method ofKind(String kind) {
            return kind.equals(PUSH.kind) ? PUSH : POLL;
        }
    }

    /**
     * What the receiver says about it.
     *
     * @param requested URIs of events; null for all that there are
     * @param url where tokens are pushed to; empty when they are polled
     * @param authorization the header {@code Authorization} of each push, verbatim; empty for none
     */
    public record Wish(
            @Nullable ImmutableList<String> requested,
            Method method,
            String url,
            String authorization,
            @Nullable String description) {

        @Override
        public String toString() {
            return "Wish[" + method + " " + url + "]";
        }
    }

    /** Whether tokens are sent (SSF 1.0 section 8.1.2.1). */
    public enum Status {
        ENABLED,
        /** They are kept until it is enabled again. */
        PAUSED,
        /** They are not kept. */
        DISABLED;

        /** As it stands on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How it is.
     *
     * @param reason why, as whoever set it says; null when nothing was said
     */
    public record State(Status status, @Nullable String reason) {}

    /** What it is sent of what there is. */
    public List<SecurityEvent> delivered() {
        ImmutableList<String> requested = wish.requested();
        return java.util.stream.Stream.of(SecurityEvent.values())
                .filter(event -> requested == null || requested.contains(event.uri()))
                .toList();
    }

    /** The words of the types of the feed that something of it is made of. */
    public Set<String> types() {
        return delivered().stream()
                .flatMap(event -> event.types().stream())
                .map(type -> type.word())
                .collect(Collectors.toUnmodifiableSet());
    }
}
