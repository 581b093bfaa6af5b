package dev.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.scim.message.ETags;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.resource.ResourceWriter;
import dev.rollcall.spi.Normalizer;

/** Writes a stored resource as the client of a directory reads it. */
final class ResourceBody {

    private ResourceBody() {}

    /**
     * The body, in the shape that the directory's quirks give it.
     *
     * @param base what stands before the addresses in it, without a slash at its end
     */
    static Normalizer.Answer of(
            StoredResource resource, String base, Projection projection, ResourceWriter writer, Normalizer normalizer) {
        ResourceWriter.Meta meta = new ResourceWriter.Meta(
                base + resource.type().endpoint() + "/" + resource.id(),
                resource.created(),
                resource.lastModified(),
                ETags.weak(resource.version()));
        ObjectNode document = References.in(resource.document(), base, projection);
        ObjectNode body = writer.write(document, resource.id().toString(), meta, projection);
        return normalizer.answer(resource.type(), body);
    }
}
