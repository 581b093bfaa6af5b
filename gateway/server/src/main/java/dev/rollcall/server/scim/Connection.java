package dev.rollcall.server.scim;

import dev.rollcall.core.Caller;
import dev.rollcall.core.admin.Credentials.AuthenticatedDirectory;
import dev.rollcall.core.admin.Directory;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Normalizer;
import dev.rollcall.spi.Profile;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * One directory as its IdP reaches it: who it is, and how its traffic is read.
 *
 * @param authenticated what the credential stands for
 */
record Connection(AuthenticatedDirectory authenticated, Normalizer normalizer) {

    private static final String KEY = "connection";

    static Connection of(AuthenticatedDirectory authenticated, Adapter adapter) {
        Directory directory = authenticated.directory();
        Profile profile =
                new Profile(List.of(CoreTypes.USER, CoreTypes.GROUP), directory.mode(), directory.disabledQuirks());
        return new Connection(authenticated, new Normalizer(adapter, profile));
    }

    static Connection of(RoutingContext context) {
        return Objects.requireNonNull(context.get(KEY));
    }

    void attach(RoutingContext context) {
        context.put(KEY, this);
    }

    UUID orgId() {
        return authenticated.directory().orgId();
    }

    UUID id() {
        return authenticated.directory().id();
    }

    String provider() {
        return authenticated.directory().provider();
    }

    Mode mode() {
        return authenticated.directory().mode();
    }

    Caller caller(UUID requestId) {
        return new Caller(orgId(), id(), mode(), requestId);
    }
}
