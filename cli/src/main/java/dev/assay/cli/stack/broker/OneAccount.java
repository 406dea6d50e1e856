package dev.assay.cli.stack.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** Lets in one user with one password, who may do everything on this broker. */
final class OneAccount implements ActiveMQSecurityManager {
  private final byte[] user;
  private final byte[] password;

  OneAccount(String user, String password) {
    this.user = user.getBytes(StandardCharsets.UTF_8);
    this.password = password.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean validateUser(String givenUser, String givenPassword) {
    return givenUser != null
        && givenPassword != null
        && MessageDigest.isEqual(user, givenUser.getBytes(StandardCharsets.UTF_8))
        && MessageDigest.isEqual(password, givenPassword.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean validateUserAndRole(
      String givenUser, String givenPassword, Set<Role> roles, CheckType checkType) {
    return validateUser(givenUser, givenPassword);
  }
}
