package dev.groundplan.catalog;

import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Descriptors and problems as JSON in the database. Numbers stay exact. */
final class JsonCodec {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(EngineKind.class, new KindWriter())
                                    .addDeserializer(EngineKind.class, new KindReader()))
                    .build();

    private JsonCodec() {}

    static String write(Descriptor descriptor) {
        return JSON.writeValueAsString(descriptor);
    }

    static Descriptor descriptor(String json) {
        return JSON.readValue(json, Descriptor.class);
    }

    static @Nullable String write(List<Problem> problems) {
        return problems.isEmpty() ? null : JSON.writeValueAsString(problems);
    }

    static List<Problem> problems(@Nullable String json) {
        return json == null ? List.of() : List.of(JSON.readValue(json, Problem[].class));
    }

    private static final class KindWriter extends ValueSerializer<EngineKind> {
        @Override
        public void serialize(
                EngineKind kind,
                tools.jackson.core.JsonGenerator out,
                SerializationContext context) {
            out.writeString(kind.name());
        }
    }

    private static final class KindReader extends ValueDeserializer<EngineKind> {
        @Override
        public EngineKind deserialize(JsonParser in, DeserializationContext context) {
            return new EngineKind(in.getString());
        }
    }
}
