"""What the first page says as long as the real screens have not come."""

import os
from pathlib import Path

from energiekop.publish import store

GOAL = "Samen helpen we 8.000 bewoners aan een plan voor duurzame energie: thuis, in de straat en de buurt."
DEMO = "Deze pagina werkt met een demostad. De gegevens zijn verzonnen."
COMING = "Hier komt te staan hoeveel bewoners een plan hebben, waar bewoners wachten en wie er aan zet is."
NOTHING_YET = "Er zijn nog geen cijfers klaargezet. Lever de bestanden aan en start daarna `make run`."


def in_service() -> str:
    """One sentence on the snapshot in service in the store that ENERGIEKOP_STORE names."""
    snapshot = store.current(Path(os.environ["ENERGIEKOP_STORE"]))
    return f"De cijfers staan klaar, in momentopname `{snapshot}`." if snapshot else NOTHING_YET
