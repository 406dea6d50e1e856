package dev.assay.run.platform.db.pool;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jboss.logging.Logger;

/**
 * Puts row-level security into force after each migration, as the owner of the tables: for tables
 * that are new, and for roles that an operator has made since the last start.
 */
@Singleton
public class RowSecuring implements FlywayConfigurationCustomizer {
  private static final Logger LOG = Logger.getLogger(RowSecuring.class);

  private final DatabaseConfig config;

  RowSecuring(DatabaseConfig config) {
    this.config = config;
  }

  @Override
  public void customize(FluentConfiguration configuration) {
    configuration.callbacks(new Secure(config.user()));
  }

  /**
   * Says who is to work with the tables.
   *
   * @param login of the service
   */
  record Secure(String login) implements Callback {
    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
      return true;
    }

    @Override
    public String getCallbackName() {
      return "secure";
    }

    @Override
    public void handle(Event event, Context context) {
      try (PreparedStatement statement =
          context.getConnection().prepareStatement("select assay_secure(?::text::name)")) {
        statement.setString(1, login);
        try (ResultSet said = statement.executeQuery()) {
          said.next();
          LOG.debugf("rows secured login=%s lacking=%s", login, said.getString(1));
        }
      } catch (SQLException e) {
        throw new FlywayException("row-level security could not be put into force", e);
      }
    }
  }
}
