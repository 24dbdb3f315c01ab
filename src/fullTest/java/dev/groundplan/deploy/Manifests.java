package dev.groundplan.deploy;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads manifests as strictly as an API server with field validation does: a field that the kind
 * does not have, and a value of another type, are refused.
 */
final class Manifests {
    private static final Map<String, Class<? extends HasMetadata>> KINDS =
            Stream.of(
                            ConfigMap.class,
                            Deployment.class,
                            Ingress.class,
                            NetworkPolicy.class,
                            PodDisruptionBudget.class,
                            Service.class,
                            StatefulSet.class)
                    .collect(
                            LinkedHashMap::new,
                            (kinds, kind) -> kinds.put(kind.getSimpleName(), kind),
                            Map::putAll);

    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .annotationIntrospector(new Unforgiving())
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .withCoercionConfig(
                            LogicalType.Textual,
                            config ->
                                    List.of(
                                                    CoercionInputShape.Integer,
                                                    CoercionInputShape.Float,
                                                    CoercionInputShape.Boolean)
                                            .forEach(
                                                    shape ->
                                                            config.setCoercion(
                                                                    shape, CoercionAction.Fail)))
                    .build();

    private Manifests() {}

    /** The model keeps what it does not know; here nothing is kept. */
    private static final class Unforgiving extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    /**
     * The objects of one file.
     *
     * @throws IllegalArgumentException that says which field of which object is wrong
     */
    static List<HasMetadata> read(String yaml) {
        var objects = new ArrayList<HasMetadata>();
        for (var document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml)) {
            var fields = (Map<?, ?>) document;
            var kind = KINDS.get(String.valueOf(fields.get("kind")));
            if (kind == null) {
                throw new IllegalArgumentException("No kind that is known: " + fields.get("kind"));
            }
            var object = STRICT.convertValue(fields, kind);
            if (!HasMetadata.getApiVersion(kind).equals(fields.get("apiVersion"))) {
                throw new IllegalArgumentException(
                        "%s is of %s and not of %s"
                                .formatted(
                                        object.getKind(),
                                        HasMetadata.getApiVersion(kind),
                                        fields.get("apiVersion")));
            }
            objects.add(object);
        }
        return objects;
    }
}
