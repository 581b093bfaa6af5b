package dev.rollcall.delivery.ssf.store;

import static dev.rollcall.core.model.EventType.MEMBER_ADDED;
import static dev.rollcall.core.model.EventType.MEMBER_ADOPTED;
import static dev.rollcall.core.model.EventType.MEMBER_REMOVED;
import static dev.rollcall.core.model.EventType.MEMBER_REPLACED;
import static dev.rollcall.core.model.EventType.MEMBER_RESTORED;
import static dev.rollcall.core.model.EventType.MEMBER_ROLE_CHANGED;
import static dev.rollcall.core.model.EventType.MEMBER_SUSPENDED;
import static dev.rollcall.core.model.EventType.MEMBER_UPDATED;

import com.google.common.collect.ImmutableSet;
import dev.rollcall.core.model.EventType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every kind of Security Event that is sent, with the events of the feed from which it is made. */
public enum SecurityEvent {
    CREATED(Family.SCIM, "create:full", MEMBER_ADDED, MEMBER_ADOPTED),
    CHANGED(Family.SCIM, "put:full", MEMBER_UPDATED, MEMBER_ROLE_CHANGED, MEMBER_REPLACED),
    ACTIVATED(Family.SCIM, "activate", MEMBER_RESTORED),
    DEACTIVATED(Family.SCIM, "deactivate", MEMBER_SUSPENDED),
    DELETED(Family.SCIM, "delete", MEMBER_REMOVED),
    SESSION_REVOKED(Family.CAEP, "session-revoked", MEMBER_SUSPENDED, MEMBER_REMOVED, MEMBER_REPLACED),
    ACCOUNT_ENABLED(Family.RISC, "account-enabled", MEMBER_RESTORED),
    ACCOUNT_DISABLED(Family.RISC, "account-disabled", MEMBER_SUSPENDED),
    ACCOUNT_PURGED(Family.RISC, "account-purged", MEMBER_REMOVED),
    IDENTIFIER_CHANGED(Family.RISC, "identifier-changed", MEMBER_UPDATED),
    IDENTIFIER_RECYCLED(Family.RISC, "identifier-recycled", MEMBER_REPLACED);

    /** Which specification defines it, and so what its subject and its payload look like. */
    public enum Family {
        /** RFC 9967 section 2. */
        SCIM("urn:ietf:params:scim:event:prov:"),
        /** OpenID Continuous Access Evaluation Profile 1.0. */
        CAEP("https://schemas.openid.net/secevent/caep/event-type/"),
        /** OpenID RISC Profile 1.0. */
        RISC("https://schemas.openid.net/secevent/risc/event-type/");

        private final String prefix;

        Family(String prefix) {
            this.prefix = prefix;
        }
    }

    private final Family family;
    private final String uri;
    private final ImmutableSet<EventType> types;

    SecurityEvent(Family family, String name, EventType... types) {
        this.family = family;
        this.uri = family.prefix + name;
        this.types = ImmutableSet.copyOf(types);
    }

    public Family family() {
        return family;
    }

    /** Its URI in {@code events} of a token. */
    public String uri() {
        return uri;
    }

    /** The types of the feed that it is made of. */
    public ImmutableSet<EventType> types() {
        return types;
    }

    /** The one of this URI. */
    static Optional<SecurityEvent> of(String uri) {
        return Stream.of(values()).filter(event -> event.uri.equals(uri)).findFirst();
    }

    /** The URIs of all, in order. */
    public static List<String> uris() {
        return Stream.of(values()).map(SecurityEvent::uri).toList();
    }

    /** The URIs of those that tell of SCIM resources (RFC 9967). */
    public static List<String> scimUris() {
        return Stream.of(values())
                .filter(event -> event.family == Family.SCIM)
                .map(SecurityEvent::uri)
                .toList();
    }
}
