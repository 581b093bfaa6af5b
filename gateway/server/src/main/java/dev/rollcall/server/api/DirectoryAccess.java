package dev.rollcall.server.api;

import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;

/** Finds the directory that a path names below an organisation; another organisation's directory is not found. */
public final class DirectoryAccess {

    private final OrganisationAccess organisations;
    private final Directories directories;
    private final DatabaseCircuit circuit;

    DirectoryAccess(Organisations organisations, Directories directories, DatabaseCircuit circuit) {
        this.organisations = new OrganisationAccess(organisations, circuit);
        this.directories = directories;
        this.circuit = circuit;
    }

    public Future<Directory> of(RoutingContext context) {
        String name = String.valueOf(context.pathParam("directory"));
        return organisations
                .of(context)
                .compose(organisation -> find(name)
                        .map(found -> found.filter(
                                        directory -> directory.orgId().equals(organisation.id()))
                                .orElseThrow(() -> Problem.notFound("The organisation has no directory " + name
                                                + ". GET .../directories lists the ids of those it has.")
                                        .exception())));
    }

    private Future<Optional<Directory>> find(String name) {
        Optional<UUID> id = Parameters.id(name);
        return id.isEmpty() ? Future.succeededFuture(Optional.empty()) : circuit.call(() -> directories.byId(id.get()));
    }
}
