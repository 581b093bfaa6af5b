package dev.rollcall.server.api.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Domain;
import dev.rollcall.core.admin.Domains;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.admin.RoleAssignments;
import dev.rollcall.core.admin.RoleAssignments.Faulty;
import dev.rollcall.core.admin.directory.Credentials;
import dev.rollcall.core.admin.directory.Credentials.Credential;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Eligibility;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.core.read.GuardQueries;
import dev.rollcall.core.read.GuardQueries.Guard;
import dev.rollcall.core.read.GuardQueries.HeldDirectory;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.credential.CredentialJson;
import dev.rollcall.server.api.organisation.HeldChanges;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Works out what a directory still lacks to go live (R1, R2), and what an administrator of a live one should know: that it could
 * not go live today, or that its credentials will expire soon (R22).
 */
final class DirectoryReadiness {

    private final Organisations organisations;
    private final Domains domains;
    private final Credentials credentials;
    private final GuardQueries guards;
    private final RoleAssignments assignments;
    private final OperatorRules house;
    private final InstantSource time;

    DirectoryReadiness(ApiParts api, Credentials credentials) {
        this.organisations = new Organisations(api.database(), api.time());
        this.domains = new Domains(api.database());
        this.credentials = credentials;
        this.guards = new GuardQueries(api.database());
        this.assignments = new RoleAssignments(api.database());
        this.house = api.house();
        this.time = api.time();
    }

    /** All directories of an organisation on the wire, in five statements however many they are. */
    Future<List<ObjectNode>> describe(UUID orgId, List<Directory> directories, String origin) {
        return readiness(orgId)
                .compose(readiness -> credentials
                        .byDirectory(orgId)
                        .compose(all -> guards.held(List.of(orgId))
                                .compose(held -> assignments
                                        .faulty(orgId)
                                        .map(faulty -> directories.stream()
                                                .map(directory -> json(
                                                        directory,
                                                        origin,
                                                        readiness,
                                                        all.getOrDefault(directory.id(), List.of()),
                                                        attention(sentence(held, directory), faulty, directory)))
                                                .toList()))));
    }

    /** What is held, and which role assignments give nothing, in sentences. */
    private static List<String> attention(@Nullable String held, List<Faulty> faulty, Directory directory) {
        Stream<String> broken = faulty.stream()
                .filter(one -> one.directoryId().equals(directory.id()))
                .map(one -> "Role assignment " + one.position()
                        + " gives no role, because its expression can no longer be used. Change it or remove it: "
                        + one.fault());
        return Stream.concat(Stream.ofNullable(held), broken).toList();
    }

    private static @Nullable String sentence(List<HeldDirectory> held, Directory directory) {
        return held.stream()
                .filter(one -> one.directoryId().equals(directory.id()))
                .map(one -> HeldChanges.sentence(one.people(), one.hold()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String sentence(Guard guard) {
        return guard.hold() == null ? null : HeldChanges.sentence(guard.held(), guard.hold());
    }

    /**
     * How ready an organisation is for a directory that goes live.
     *
     * @param missing what stands in the way, in sentences
     * @param warnings what stands in no way, but wants attention
     */
    public record Readiness(List<String> missing, List<String> warnings) {
        public Readiness {
            missing = List.copyOf(missing);
            warnings = List.copyOf(warnings);
        }
    }

    /** How ready a directory's organisation is. */
    public Future<Readiness> of(Directory directory) {
        return readiness(directory.orgId());
    }

    /** The directory on the wire with {@code missing} and {@code warnings}, each a list of sentences. */
    Future<ObjectNode> describe(Directory directory, String origin) {
        UUID orgId = directory.orgId();
        return of(directory)
                .compose(readiness -> credentials
                        .list(orgId, directory.id())
                        .compose(all -> guards.of(orgId, directory.id())
                                .compose(guard -> assignments
                                        .faulty(orgId)
                                        .map(faulty -> json(
                                                directory,
                                                origin,
                                                readiness,
                                                all,
                                                attention(sentence(guard), faulty, directory))))));
    }

    private Future<Readiness> readiness(UUID orgId) {
        return organisations
                .byId(orgId)
                .compose(organisation -> domains.list(orgId).map(known -> readiness(organisation, known)));
    }

    private Readiness readiness(Optional<Organisation> organisation, List<Domain> known) {
        List<String> missing = new ArrayList<>();
        organisation.flatMap(one -> one.eligibility(house).missing()).ifPresent(missing::add);
        if (known.stream().allMatch(domain -> domain.verified() == null)) {
            missing.add(Eligibility.NO_DOMAIN);
        }
        List<String> warnings = known.stream()
                .filter(domain -> domain.lost() != null)
                .map(domain -> Eligibility.lostDomain(domain.name()))
                .toList();
        return new Readiness(missing, warnings);
    }

    private ObjectNode json(
            Directory directory, String origin, Readiness readiness, List<Credential> all, List<String> attention) {
        boolean isLive = directory.state() == State.ACTIVE || directory.state() == State.PAUSED;
        ObjectNode json = DirectoryJson.of(directory, origin);
        ArrayNode missing = json.putArray("missing");
        ArrayNode warnings = json.putArray("warnings");
        readiness
                .missing()
                .forEach(
                        isLive
                                ? obstacle -> warnings.add(
                                        obstacle + " The directory keeps running, but if it is deactivated it cannot "
                                                + "go live again.")
                                : missing::add);
        readiness.warnings().forEach(warnings::add);
        CredentialJson.warning(all, time.instant()).ifPresent(warnings::add);
        attention.forEach(warnings::add);
        return json;
    }
}
