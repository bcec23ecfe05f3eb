package mnist.testing;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** Packages in an order, of which each may import what stands before it. */
public final class ImportOrder extends ArchCondition<JavaClass> {
  private final List<String> packages;

  /**
   * @param packages full names; what isn't among them may be imported by all
   */
  public ImportOrder(List<String> packages) {
    super("import only what stands before their package");
    this.packages = packages;
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    int own = packages.indexOf(item.getPackageName());
    for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
      if (packages.indexOf(dependency.getTargetClass().getPackageName()) > own) {
        events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
      }
    }
  }
}
