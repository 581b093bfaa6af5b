package dev.rollcall.server.scim;

import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Caller;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.resource.ResourceWriter;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Normalizer;
import dev.rollcall.spi.profile.ClientProfile;
import dev.rollcall.spi.profile.Responses;
import dev.rollcall.spi.profile.Transport;
import java.util.List;
import java.util.UUID;

/**
 * How a directory reads requests and writes responses; needs no credential.
 *
 * @param types its resource types, with what its own schemas add
 * @param client what its client does otherwise than the RFC
 * @param base what stands before the addresses in responses
 */
record Reading(Directory directory, List<ResourceType> types, ClientProfile client, String base) {

    Normalizer normalizer() {
        return Connection.normalizer(directory, types, client);
    }

    Responses responses() {
        return directory.mode() == Mode.STRICT ? Responses.USUAL : client.responses();
    }

    Transport transport() {
        return directory.mode() == Mode.STRICT ? Transport.USUAL : client.transport();
    }

    Caller caller(UUID requestId) {
        return new Caller(
                directory.orgId(), directory.id(), directory.mode(), Connection.habits(directory, client), requestId);
    }

    /** The body of a response that shows this. */
    Normalizer.Answer shape(StoredResource resource, ScimRequest request) {
        ResourceType own = types.stream()
                .filter(type -> type.name().equals(resource.type().name()))
                .findFirst()
                .orElse(resource.type());
        return ResourceBody.of(
                resource,
                responses().relative() ? "" : base,
                request.projection(),
                new ResourceWriter(own),
                normalizer());
    }
}
