package dev.rollcall.server.api;

import dev.rollcall.core.Provisioning;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.lane.QueryScheduler;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.store.Replica;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.PublicOrigin;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;

/**
 * The parts that every handler of the API uses.
 *
 * @param database connections for queries and small changes; what a rule says about goes through {@code provisioning}
 * @param replica where lists are read
 * @param largePages whose turn it is to read a page that may have megabytes
 * @param house what the operator sets for all organisations; the roles that there are now are in the database
 */
public record ApiParts(
        Pool database,
        Replica replica,
        InstantSource time,
        DatabaseCircuit circuit,
        QueryScheduler largePages,
        PublicOrigin origin,
        Provisioning provisioning,
        OperatorRules house) {

    public OrganisationAccess organisations() {
        return new OrganisationAccess(new Organisations(database, time), circuit);
    }

    public DirectoryAccess directories() {
        return new DirectoryAccess(new Organisations(database, time), new Directories(database, time), circuit);
    }

    public RuleRequests rules() {
        return new RuleRequests(provisioning, circuit, organisations(), directories());
    }
}
