package dev.rollcall.server.profile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.tirasa.connid.bundles.scim.common.SCIMConnectorConfiguration;
import net.tirasa.connid.bundles.scim.v2.SCIMv2Connector;
import org.identityconnectors.common.logging.Log;
import org.identityconnectors.common.security.GuardedString;
import org.identityconnectors.framework.api.APIConfiguration;
import org.identityconnectors.framework.api.ConnectorFacade;
import org.identityconnectors.framework.api.ConnectorFacadeFactory;
import org.identityconnectors.framework.common.objects.Attribute;
import org.identityconnectors.framework.common.objects.AttributeBuilder;
import org.identityconnectors.framework.common.objects.AttributeDelta;
import org.identityconnectors.framework.common.objects.AttributeDeltaBuilder;
import org.identityconnectors.framework.common.objects.ConnectorObject;
import org.identityconnectors.framework.common.objects.Name;
import org.identityconnectors.framework.common.objects.ObjectClass;
import org.identityconnectors.framework.common.objects.OperationOptions;
import org.identityconnectors.framework.common.objects.OperationOptionsBuilder;
import org.identityconnectors.framework.common.objects.OperationalAttributes;
import org.identityconnectors.framework.common.objects.SearchResult;
import org.identityconnectors.framework.common.objects.Uid;
import org.identityconnectors.framework.common.objects.filter.EqualsFilter;
import org.identityconnectors.framework.spi.SearchResultsHandler;
import org.identityconnectors.test.common.TestHelpers;

/** The SCIM bundle of ConnId as midPoint, Apache Syncope and other hosts load it. */
final class ConnIdClient implements ForeignClient {

    static {
        System.setProperty(Log.LOGSPI_PROP, SilentLog.class.getName());
    }

    private static final OperationOptions NONE = new OperationOptionsBuilder().build();

    private final ConnectorFacade facade;

    /**
     * A connector.
     *
     * @param method PUT or PATCH: how it updates users and groups
     */
    ConnIdClient(String base, String token, String method) {
        SCIMConnectorConfiguration configuration = new SCIMConnectorConfiguration();
        configuration.setBaseAddress(base);
        configuration.setBearerToken(token);
        configuration.setUpdateUserMethod(method);
        configuration.setUpdateGroupMethod(method);
        APIConfiguration connector = TestHelpers.createTestConfiguration(SCIMv2Connector.class, configuration);
        connector.getResultsHandlerConfiguration().setFilteredResultsHandlerInValidationMode(true);
        this.facade = ConnectorFacadeFactory.getInstance().newInstance(connector);
    }

    @Override
    public void probe() {
        facade.test();
        facade.schema();
    }

    @Override
    public String create(String userName, String email) {
        Set<Attribute> user = new HashSet<>();
        user.add(new Name(userName));
        user.add(AttributeBuilder.build("userName", userName));
        user.add(AttributeBuilder.build("emails.work.value", email));
        user.add(AttributeBuilder.build("emails.work.primary", true));
        user.add(AttributeBuilder.buildEnabled(true));
        user.add(AttributeBuilder.buildPassword(new GuardedString("s3cret!".toCharArray())));
        return facade.create(ObjectClass.ACCOUNT, user, NONE).getUidValue();
    }

    @Override
    public Optional<String> find(String userName) {
        List<String> found = new ArrayList<>();
        facade.search(
                ObjectClass.ACCOUNT,
                new EqualsFilter(new Name(userName)),
                object -> found.add(object.getUid().getUidValue()),
                new OperationOptionsBuilder()
                        .setAttributesToGet("emails.work.value")
                        .build());
        return found.stream().findFirst();
    }

    @Override
    public Optional<String> displayName(String id) {
        ConnectorObject object = facade.getObject(
                ObjectClass.ACCOUNT,
                new Uid(id),
                new OperationOptionsBuilder().setAttributesToGet("displayName").build());
        Attribute name = object == null ? null : object.getAttributeByName("displayName");
        return name == null || name.getValue() == null
                ? Optional.empty()
                : name.getValue().stream().map(String::valueOf).findFirst();
    }

    private void update(ObjectClass type, String id, Attribute... attributes) {
        facade.update(type, new Uid(id), Set.of(attributes), NONE);
    }

    /** What it takes for a whole user is what changes. */
    @Override
    public void replace(String id, String userName, String email, String displayName) {
        update(
                ObjectClass.ACCOUNT,
                id,
                AttributeBuilder.build("userName", userName),
                AttributeBuilder.build("displayName", displayName));
    }

    /** As midPoint does it, by a delta. */
    @Override
    public void setTitle(String id, String title) {
        AttributeDelta delta = AttributeDeltaBuilder.build("title", title);
        facade.updateDelta(ObjectClass.ACCOUNT, new Uid(id), Set.of(delta), NONE);
    }

    @Override
    public void deactivate(String id) {
        update(ObjectClass.ACCOUNT, id, AttributeBuilder.build(OperationalAttributes.ENABLE_NAME, false));
    }

    @Override
    public void delete(String id) {
        facade.delete(ObjectClass.ACCOUNT, new Uid(id), NONE);
    }

    @Override
    public Set<String> all(int page) {
        Set<String> ids = new HashSet<>();
        String cookie = null;
        do {
            OperationOptionsBuilder options = new OperationOptionsBuilder().setPageSize(page);
            if (cookie != null) {
                options.setPagedResultsCookie(cookie);
            }
            SearchResult result = facade.search(ObjectClass.ACCOUNT, null, new IdsOfPage(ids), options.build());
            cookie = result.getPagedResultsCookie();
        } while (cookie != null);
        return ids;
    }

    /** A page tells where the next one begins only to a handler that can be told. */
    private record IdsOfPage(Set<String> ids) implements SearchResultsHandler {
        @Override
        public boolean handle(ConnectorObject object) {
            return ids.add(object.getUid().getUidValue());
        }

        @Override
        public void handleResult(SearchResult result) {}
    }

    @Override
    public String createGroup(String name, List<String> members) {
        Set<Attribute> group = new HashSet<>();
        group.add(new Name(name));
        group.add(AttributeBuilder.build("displayName", name));
        String id = facade.create(ObjectClass.GROUP, group, NONE).getUidValue();
        setMembers(id, name, members);
        return id;
    }

    @Override
    public void setMembers(String group, String name, List<String> members) {
        update(
                ObjectClass.GROUP,
                group,
                AttributeBuilder.build("displayName", name),
                AttributeBuilder.build("members", members));
    }

    @Override
    public void rename(String group, String name) {
        update(ObjectClass.GROUP, group, new Name(name), AttributeBuilder.build("displayName", name));
    }

    @Override
    public void deleteGroup(String group) {
        facade.delete(ObjectClass.GROUP, new Uid(group), NONE);
    }
}
