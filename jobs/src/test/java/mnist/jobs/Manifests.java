package mnist.jobs;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kubernetes' manifests, as the model knows them that Spark uses. */
final class Manifests {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // The model would put aside the fields that it doesn't know.
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              })
          .build();

  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Map.of(
          "v1 ConfigMap", ConfigMap.class,
          "v1 ServiceAccount", ServiceAccount.class,
          "rbac.authorization.k8s.io/v1 Role", Role.class,
          "rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class,
          "batch/v1 Job", Job.class,
          "batch/v1 CronJob", CronJob.class);

  private Manifests() {}

  /**
   * The documents of a file.
   *
   * @throws com.fasterxml.jackson.databind.JsonMappingException if a field is unknown, or its value
   *     is of another type
   */
  static List<HasMetadata> parse(String yaml) throws IOException {
    List<HasMetadata> manifests = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = MAPPER.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        String type = document.path("apiVersion").asText() + " " + document.path("kind").asText();
        if (!TYPES.containsKey(type)) {
          throw new IllegalArgumentException("Unknown type of manifest: " + type);
        }
        manifests.add(MAPPER.treeToValue(document, TYPES.get(type)));
      }
    }
    return manifests;
  }
}
