package dev.rollcall.server.cli.local;

import dev.rollcall.core.admin.AdminException;
import dev.rollcall.core.admin.directory.CredentialCheck;
import dev.rollcall.core.admin.directory.Credentials;
import dev.rollcall.core.admin.directory.Credentials.Credential;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.cli.kit.LocalState;
import dev.rollcall.server.cli.kit.LocalState.LocalDirectory;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Credentials of the demo directories: the ones that {@code up} remembers while they are valid, fresh ones otherwise. */
final class DemoCredentials {

    private final Credentials credentials;
    private final CredentialCheck check;
    private final Optional<LocalState> remembered;

    DemoCredentials(Credentials credentials, CredentialCheck check, Optional<LocalState> remembered) {
        this.credentials = credentials;
        this.check = check;
        this.remembered = remembered;
    }

    /** A token that is valid for this directory. */
    Future<String> token(Directory directory) {
        Optional<String> known = remembered.stream()
                .flatMap(state -> state.directories().stream())
                .filter(local -> local.id().equals(directory.id().toString()))
                .map(LocalDirectory::credential)
                .findFirst();
        if (known.isEmpty()) {
            return issue(directory);
        }
        return check.authenticate(known.get())
                .compose(found -> found.isPresent() ? Future.succeededFuture(known.get()) : issue(directory));
    }

    private Future<String> issue(Directory directory) {
        return credentials
                .issue(Actor.gateway(directory.orgId()), directory.id(), null)
                .recover(failure -> failure instanceof AdminException refused
                                && refused.reason() == AdminException.Reason.CONFLICT
                        ? revokeOldest(directory)
                                .compose(v -> credentials.issue(Actor.gateway(directory.orgId()), directory.id(), null))
                        : Future.failedFuture(failure))
                .map(Credentials.Issued::token);
    }

    /** Makes room when two tokens are valid of which neither is known here. */
    private Future<Void> revokeOldest(Directory directory) {
        return credentials.list(directory.orgId(), directory.id()).compose(all -> {
            List<Credential> valid = all.stream()
                    .filter(one -> one.revoked() == null && isAhead(one.expires()))
                    .sorted(Comparator.comparing(Credential::created))
                    .toList();
            return credentials.revoke(
                    Actor.gateway(directory.orgId()),
                    directory.id(),
                    valid.get(0).id());
        });
    }

    private static boolean isAhead(@Nullable Instant expires) {
        return expires == null || expires.isAfter(Instant.now());
    }
}
