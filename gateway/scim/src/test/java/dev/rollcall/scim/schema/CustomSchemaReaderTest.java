package dev.rollcall.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.scim.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CustomSchemaReaderTest {

    private static final String URN = "urn:example:hr";

    @Test
    void whatIsWrittenIsReadAgain() {
        CustomSchema schema = CustomSchemaReader.read(
                URN,
                Json.value(
                        "{'name':'HR','required':true,'attributes':[{'name':'x','type':'dateTime','returned':'request'}]}"));
        assertThat(CustomSchemaReader.read(URN, schema.toJson())).isEqualTo(schema);
    }

    @Test
    void attributesAreAddedToTheEnterpriseUserOfThisDirectoryOnly() {
        CustomSchema schema = CustomSchemaReader.read(
                CoreTypes.ENTERPRISE_USER.id(), Json.value("{'attributes':[{'name':'shift'}]}"));
        ResourceType user = CustomSchema.types(List.of(schema)).get(0);
        assertThat(user.extensions()).hasSize(1);
        assertThat(user.extensions().get(0).schema().attribute("SHIFT")).isNotNull();
        assertThat(user.extensions().get(0).schema().attribute("manager")).isNotNull();
        assertThat(CoreTypes.ENTERPRISE_USER.attribute("shift")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    urn:example:hr | []                                              | the definition must be a JSON object
                    urn:example:hr | {'name':'x'}                                    | attributes must contain from 1
                    hr             | {'name':'x','attributes':[{'name':'a'}]}        | id must be a URN
                    urn:ietf:params:scim:schemas:x:1 | {'name':'x','attributes':[{'name':'a'}]} | id is a URN that the RFCs reserve
                    urn:example:hr | {'name':'x','id':'urn:b','attributes':[{'name':'a'}]} | id is not the URN in the address
                    urn:example:hr | {'name':'x','resourceType':'Robot','attributes':[{'name':'a'}]} | resourceType must be User or Group
                    urn:example:hr | {'name':'x','colour':1,'attributes':[]}         | colour is not known
                    urn:example:hr | {'name':'x','attributes':[{'name':'1a'}]}       | attributes[0].name must be a name
                    urn:example:hr | {'name':'x','attributes':[{'name':'a','type':'text'}]} | attributes[0].type must be one of string
                    urn:example:hr | {'name':'x','attributes':[{'name':'a','required':'yes'}]} | attributes[0].required must be true or false
                    urn:example:hr | {'name':'x','attributes':[{'name':'a'},{'name':'A'}]} | holds A twice
                    urn:example:hr | {'name':'x','attributes':[{'name':'a','type':'complex'}]} | a.subAttributes must contain from 1
                    urn:example:hr | {'name':'x','attributes':[{'name':'a','type':'complex','subAttributes':[{'name':'b','type':'complex'}]}]} | a.b is complex
                    urn:example:hr | {'name':'x','attributes':[{'name':'a','subAttributes':[{'name':'b'}]}]} | not of type complex
                    urn:example:hr | {'name':'x','attributes':[{'name':'a','mutability':'readOnly'}]} | a.mutability must be readWrite
                    urn:example:hr | {'name':'x','attributes':[{'name':'a','uniqueness':'global'}]} | a.uniqueness must be none
                    urn:ietf:params:scim:schemas:core:2.0:User | {'attributes':[{'name':'emails'}]} | emails is an attribute of the standard
                    urn:ietf:params:scim:schemas:core:2.0:User | {'attributes':[{'name':'externalId'}]} | externalId is an attribute of the standard
                    """, quoteCharacter = '"')
    void aRefusalNamesThePlace(String urn, String definition, String told) {
        assertThatThrownBy(() -> CustomSchemaReader.read(urn, Json.value(definition)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told);
    }
}
