package dev.rollcall.server.scim;

import dev.rollcall.core.admin.directory.AuthenticatedDirectory;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Caller;
import dev.rollcall.scim.Habit;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.resource.ResourceWriter;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.http.Bodies;
import dev.rollcall.server.http.ErrorWriter;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Normalizer;
import dev.rollcall.spi.Profile;
import dev.rollcall.spi.profile.ClientProfile;
import dev.rollcall.spi.profile.Responses;
import dev.rollcall.spi.profile.Transport;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One directory as its IdP reaches it: its identity, and how its traffic is read.
 *
 * @param authenticated what the credential stands for
 * @param habits what its client is known to do, as far as the directory acts on it
 * @param types its resource types, with what its own schemas add
 * @param grantables what its provider reads beside them
 * @param unlisted what its provider is not to see among the attributes of a user
 * @param writers by name of the type
 * @param client what its client does otherwise than the RFC
 */
public record Connection(
        AuthenticatedDirectory authenticated,
        Set<Habit> habits,
        List<ResourceType> types,
        List<ResourceType> grantables,
        Set<AttributePath> unlisted,
        Normalizer normalizer,
        Map<String, ResourceWriter> writers,
        ClientProfile client) {

    private static final String KEY = "connection";

    /**
     * A directory whose credential was shown.
     *
     * @param types its resource types, with what its own schemas add
     * @param client what its client does otherwise
     */
    public static Connection of(
            AuthenticatedDirectory authenticated, List<ResourceType> types, Adapter adapter, ClientProfile client) {
        Directory directory = authenticated.directory();
        return new Connection(
                authenticated,
                habits(directory, client),
                types,
                adapter.grantables(),
                adapter.unlisted(),
                normalizer(directory, types, client),
                types.stream().collect(Collectors.toMap(ResourceType::name, ResourceWriter::new)),
                client);
    }

    /** Reads what comes to the directory. */
    static Normalizer normalizer(Directory directory, List<ResourceType> types, ClientProfile client) {
        return new Normalizer(
                client.running(),
                new Profile(
                        types,
                        directory.mode(),
                        directory.disabledQuirks(),
                        client.writes(),
                        client.transport().firstIndex()));
    }

    /** What the directory's client is known to do, as far as the directory acts on it. */
    static Set<Habit> habits(Directory directory, ClientProfile client) {
        return directory.mode() == Mode.STRICT
                ? Set.of()
                : client.habits().stream()
                        .filter(habit -> !directory.disabledQuirks().contains(habit.id()))
                        .collect(Collectors.toSet());
    }

    public static Connection of(RoutingContext context) {
        return Objects.requireNonNull(context.get(KEY));
    }

    /** Empty where no credential was shown. */
    public static Optional<Connection> ifShown(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    void attach(RoutingContext context) {
        context.put(KEY, this);
        context.put(ErrorWriter.MEDIA_TYPE, responses().mediaType());
        context.put(ErrorWriter.FORMER, transport().former());
        context.put(Bodies.ANY_TYPE, transport().anyType());
    }

    /** What responses look like; a strict directory has the RFC's. */
    public Responses responses() {
        return mode() == Mode.STRICT ? Responses.USUAL : client.responses();
    }

    /** Whether a userName or an address may stand in place of the id of a user. */
    boolean namesAsIds() {
        return mode() != Mode.STRICT && client.writes().namesAsIds();
    }

    /** How requests are carried; a strict directory has the RFC's way. */
    Transport transport() {
        return mode() == Mode.STRICT ? Transport.USUAL : client.transport();
    }

    /** Writes resources of that type as this directory defines it. */
    ResourceWriter writer(ResourceType type) {
        return Objects.requireNonNull(writers.get(type.name()));
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

    public Mode mode() {
        return authenticated.directory().mode();
    }

    public Caller caller(UUID requestId) {
        return new Caller(orgId(), id(), mode(), habits, requestId);
    }
}
