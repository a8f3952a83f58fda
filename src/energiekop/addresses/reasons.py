"""Why an address was matched or not, as a code with one kind sentence in Dutch and in English.

The sentence says what is the case and, where something is left to do, what to do.
"""

REASONS: dict[str, tuple[str, str]] = {
    # matched
    "same_id": (
        "Het bestand noemt het id uit het register.",
        "The file gives the id of the register.",
    ),
    "same_text": (
        "Het adres staat precies zo in het register.",
        "The address stands in the register exactly like this.",
    ),
    "same_spelling": (
        "Hetzelfde adres, alleen anders geschreven.",
        "The same address, only spelled in another way.",
    ),
    "same_floor": (
        "Hetzelfde adres; de verdieping is anders geschreven dan in het register.",
        "The same address; the floor is written in another way than in the register.",
    ),
    "only_unit": (
        "Op dit nummer ligt maar een woning; de toevoeging uit het register is erbij gezet.",
        "There is only one dwelling at this number; the register's addition was filled in.",
    ),
    "others_at_this_number": (
        "Alle velden zijn gelijk aan het register. Op dit nummer liggen ook woningen met een toevoeging.",
        "All fields equal the register. There are also dwellings with an addition at this number.",
    ),
    "remark_left_out": (
        "De woorden achter het adres zijn gelezen als opmerking, niet als toevoeging.",
        "The words behind the address were read as a remark, not as an addition.",
    ),
    "postcode_of_this_street": (
        "De postcode hoort bij een ander deel van deze straat. Kijk of het huisnummer klopt.",
        "The postcode belongs to another part of this street. Please check the house number.",
    ),
    "postcode_unknown": (
        "De postcode bestaat niet in het register; straat, nummer en plaats wezen het adres aan.",
        "The postcode is not in the register; street, number and place pointed to the address.",
    ),
    "postcode_misread": (
        "De postcode is die van een andere straat en verschilt een teken; straat, nummer en plaats kloppen.",
        "The postcode is another street's and differs by one sign; street, number and place agree.",
    ),
    "postcode_without_number": (
        "De postcode is van een andere straat en heeft dit nummer niet; straat, nummer en plaats kloppen.",
        "The postcode is another street's, which has no such number; street, number and place agree.",
    ),
    "place_differs": (
        "De plaatsnaam is een andere dan in het register; straat, nummer en postcode kloppen wel.",
        "The place name differs from the register; street, number and postcode do agree.",
    ),
    "municipality_for_place": (
        "Waar de plaats hoort staat de gemeente; in die gemeente is er een adres dat klopt.",
        "The municipality stands where the place should; in it one address agrees.",
    ),
    "known_by_alias": (
        "Zo wordt of werd deze straat ook genoemd: de naam staat in de lijst met andere namen.",
        "This street is or was called so too: the name stands in the list of other names.",
    ),
    "sounds_alike": (
        "Zo heet hier geen straat, maar deze klinkt hetzelfde; nummer en postcode of plaats kloppen.",
        "No street here has this name, but this one sounds the same; number and postcode or place agree.",
    ),
    "misspelt": (
        "Deze straat verschilt een of twee letters van wat er staat; nummer en postcode of plaats kloppen.",
        "This street differs by a letter or two from what was typed; number and postcode or place agree.",
    ),
    "part_of_name": (
        "De straat heet voluit anders; het laatste deel, het nummer en de postcode of plaats kloppen.",
        "The street's full name is longer; its last part, the number and the postcode or place agree.",
    ),
    "unique_in_register": (
        "Er was geen postcode of plaats; deze straat met dit nummer komt maar een keer voor.",
        "There was no postcode or place; this street with this number occurs only once.",
    ),
    "chosen": (
        "Het projectteam heeft gekozen welke woning bedoeld is.",
        "The project team chose which dwelling is meant.",
    ),
    # the building is known, the dwelling is not
    "which_unit": (
        "Op dit nummer liggen meer woningen. Vraag welke toevoeging erbij hoort.",
        "There are several dwellings at this number. Please ask which addition belongs to it.",
    ),
    "unit_unknown": (
        "Het gebouw is gevonden, deze toevoeging niet. Kijk welke woning bedoeld is.",
        "The building was found, this addition was not. Please check which dwelling is meant.",
    ),
    "range": (
        "Er staat een reeks huisnummers. Geef elk adres een eigen regel.",
        "This is a range of house numbers. Please give each address its own row.",
    ),
    "two_dwellings": (
        "Er staan twee adressen in een veld. Geef elk adres een eigen regel.",
        "There are two addresses in one field. Please give each address its own row.",
    ),
    # several addresses are possible
    "same_text_twice": (
        "Dit adres staat twee keer in het register. Kies welke woning bedoeld is.",
        "This address stands in the register twice. Please choose which dwelling is meant.",
    ),
    "several_fit": (
        "Dit kan op meer dan een adres slaan. Kies welk adres bedoeld is.",
        "This may mean more than one address. Please choose which one is meant.",
    ),
    "street_in_several_places": (
        "Deze straat met dit nummer ligt in meer plaatsen. Vul de plaats of de postcode aan.",
        "This street with this number lies in several places. Please add the place or the postcode.",
    ),
    "postcode_of_another_street": (
        "De postcode hoort bij een andere straat. Kijk of de straat of de postcode klopt.",
        "The postcode belongs to another street. Please check whether the street or the postcode is right.",
    ),
    "postcode_not_here": (
        "De postcode bestaat hier niet en de plaats is niet bevestigd. Kijk of dit adres bedoeld is.",
        "The postcode is not known here and nothing confirms the place. Please check if this is meant.",
    ),
    "place_and_postcode_differ": (
        "De plaats en de postcode wijzen elk een ander adres aan. Kijk welke van de twee klopt.",
        "The place and the postcode each point to another address. Please check which of the two is right.",
    ),
    "street_not_in_this_place": (
        "Deze straat met dit nummer ligt niet in de genoemde plaats, wel ergens anders. Kijk wat bedoeld is.",
        "This street with this number is not in the place named, but elsewhere. Please check what is meant.",
    ),
    "place_unknown": (
        "De plaats staat niet in het register. Kijk of het adres daarbuiten ligt, of vul de postcode aan.",
        "The place is not in the register. Please check if the address lies outside it, or add the postcode.",
    ),
    "words_not_understood": (
        "Er staan woorden bij het adres die niet te plaatsen zijn. Kijk of dit adres bedoeld is.",
        "There are words with the address that we cannot place. Please check whether this address is meant.",
    ),
    "id_and_text_differ": (
        "Het id en het geschreven adres wijzen elk een andere woning aan. Kijk welke van de twee klopt.",
        "The id and the written address point to different dwellings. Please check which one is right.",
    ),
    "street_perhaps_misspelt": (
        "Deze straat kennen we niet. Misschien is het een van deze; kijk of alles klopt.",
        "We do not know this street. Perhaps it is one of these; please check.",
    ),
    "street_unknown_at_this_postcode": (
        "De straat staat niet zo in het register; bij postcode en nummer hoort wel een adres. Is dat het?",
        "The street is not in the register like this; postcode and number do have an address. Is it the one?",
    ),
    # nothing was found
    "empty": (
        "Er is geen adres ingevuld.",
        "No address was filled in.",
    ),
    "id_unknown": (
        "Het id staat niet in het register en er is geen adres bij geschreven. Vul het adres aan.",
        "The id is not in the register and no address was written with it. Please add the address.",
    ),
    "no_number": (
        "Er staat geen huisnummer bij. Vul het huisnummer aan.",
        "There is no house number. Please add the house number.",
    ),
    "street_unknown": (
        "De straat staat niet in het register. Kijk hoe de straat heet, of dat het adres erbuiten ligt.",
        "The street is not in the register. Please check its name, or the address lies outside the register.",
    ),
    "number_unknown": (
        "De straat is gevonden, dit huisnummer bestaat er niet. Kijk het nummer na.",
        "The street was found, this house number does not exist there. Please check the number.",
    ),
}  # fmt: skip
