package dev.rollcall.console.operator;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.Version;
import dev.rollcall.console.api.directory.Provider;
import dev.rollcall.console.api.member.Role;
import dev.rollcall.console.api.organisation.AuditEntry;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import java.util.List;

/**
 * Shows the installation: the version, the providers that can be connected, the roles of all organisations, and who changed the
 * installation.
 */
public final class SystemPage {

    /** What the page shows. */
    public record View(Version version, List<Provider> providers, List<Role> roles, List<AuditEntry> audit) {}

    public Future<Outcome> show(Visit visit) {
        Future<Answer<Version>> version = visit.api().get("/version", Version.class);
        Future<Listed<Provider>> providers = visit.api().list("/providers", Provider.class);
        Future<Listed<Role>> roles = visit.api().list("/roles", Role.class);
        Future<Listed<AuditEntry>> audit = visit.api().list("/audit?limit=20", AuditEntry.class);
        return Future.all(version, providers, roles, audit)
                .map(all -> Outcome.Page.of(
                        Section.SYSTEM,
                        "System",
                        "system.jte",
                        new View(
                                version.result().value(),
                                providers.result().items(),
                                roles.result().items(),
                                audit.result().items())));
    }
}
